//! A command to what it cost, seen from outside: wall clock, processor time of it and its
//! children, and the memory of all of them together.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the memory is looked at. The kernel keeps the highest value of each process until it
/// is gone, so that nothing in between is missed.
const LOOK: Duration = Duration::from_millis(2);

/// What a run cost.
pub(crate) struct Run {
    pub(crate) wall: Duration,
    /// Processor time of it and its children (Linux only).
    pub(crate) cpu: Option<Duration>,
    /// The sum of the highest resident sizes of the process and its children, in KiB: more than they
    /// ever had at once, since what they share is counted for each (Linux only).
    pub(crate) memory: Option<u64>,
    /// What it printed.
    pub(crate) stdout: Vec<u8>,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let before = waited_for();
    let began = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut highest = BTreeMap::new();
    while child
        .try_wait()
        .expect("the program can be waited for")
        .is_none()
    {
        look(child.id(), &mut highest);
        std::thread::sleep(LOOK);
    }
    let wall = began.elapsed();
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "{command:?}: {}", output.status);
    let memory = (!highest.is_empty()).then(|| highest.values().sum());
    Run {
        wall,
        cpu: waited_for()
            .zip(before)
            .map(|(after, before)| after - before),
        memory,
        stdout: output.stdout,
    }
}

/// Processor time of all children that were waited for so far: `cutime` and `cstime` of proc(5), which
/// are counted in hundredths of a second wherever Linux runs.
fn waited_for() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, which may hold spaces, ends with the last bracket.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut hundredths = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((hundredths()? + hundredths()?) * 10))
}

/// Notes the highest resident size so far of a process and of its children.
fn look(pid: u32, highest: &mut BTreeMap<u32, u64>) {
    let root = format!("/proc/{pid}");
    if let Some(size) = resident(Path::new(&root)) {
        highest.insert(pid, size);
    }
    let Ok(threads) = std::fs::read_dir(format!("{root}/task")) else {
        return;
    };
    for thread in threads.flatten() {
        let children = std::fs::read_to_string(thread.path().join("children"));
        for child in children.unwrap_or_default().split_whitespace() {
            if let Ok(child) = child.parse() {
                look(child, highest);
            }
        }
    }
}

fn resident(process: &Path) -> Option<u64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The run in the middle, by wall clock, with the most memory that any of them took.
pub(crate) fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by_key(|run| run.wall);
    let memory = runs.iter().filter_map(|run| run.memory).max();
    let middle = runs.len() / 2;
    Run {
        memory,
        ..runs.swap_remove(middle)
    }
}

/// `34.0 MB`.
pub(crate) fn megabytes(kib: Option<u64>) -> String {
    kib.map_or("unknown".into(), |kib| {
        format!("{:.1} MB", kib as f64 / 1024.0)
    })
}
