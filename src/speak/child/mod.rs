//! A job to a take in another process: what crashes or hangs there is noticed and replaced.
//!
//! Engines that are not memory-safe run in a child: a hidden command of this same program, one
//! for each worker, for as long as the render lasts. It is given jobs through a pipe, and a
//! deadline for each of them.

mod serve;
mod wire;

pub use serve::serve;

use crate::engines::{Places, SpeakJob, Take};
use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, ErrorKind};
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use wire::Ask;

/// How long a child may take to end once it has closed its pipe, before it is killed; what
/// ends by itself tells how.
const ENDING_TRIES: u32 = 50;
const ENDING_TRY: Duration = Duration::from_millis(10);
/// While it speaks it is asked so often whether anybody still wants to hear it.
const LOOK: Duration = Duration::from_millis(100);

/// How a child process is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The executable: the `duologue` command, or any that calls [`serve()`].
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// Why a child gave no take.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// It could not be started.
    #[error("cannot start {}: {source}", path.display())]
    Start {
        /// The executable.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine in it said so; the process is well.
    #[error("{message}")]
    Said {
        /// In the engine's words.
        message: String,
        /// The engine could not even be opened.
        closed: bool,
    },
    /// It ended in the middle of the line.
    #[error("its process ended in the middle of the line ({how})")]
    Died {
        /// As the system says it: "signal: 11 (SIGSEGV) (core dumped)".
        how: String,
    },
    /// It did not answer in time.
    #[error("it did not answer within {} s", deadline.as_secs_f32())]
    Hung {
        /// How long it was waited for.
        deadline: Duration,
    },
    /// What it answered is no take: something in it prints where it should speak.
    #[error("its process answered with something that is no take")]
    Nonsense,
    /// It was still speaking when nobody wanted to hear it any more.
    #[error("stopped in the middle of the line")]
    Stopped,
}

/// A running child. It ends when this is dropped.
pub(super) struct Child {
    process: std::process::Child,
    /// `None` only while it is being ended.
    jobs: Option<BufWriter<ChildStdin>>,
    takes: Receiver<io::Result<wire::Spoken>>,
    listener: Option<JoinHandle<()>>,
}

impl Child {
    pub(super) fn start(program: &Program, places: &Places) -> Result<Child, ChildError> {
        let failed = |source| ChildError::Start {
            path: program.path.clone(),
            source,
        };
        let mut command = Command::new(&program.path);
        command
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a C library prints would run through the progress of the render.
            .stderr(Stdio::null());
        apart(&mut command);
        let mut process = command.spawn().map_err(failed)?;
        let (Some(stdin), Some(stdout)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let (send, takes) = sync_channel(1);
        let listener = std::thread::spawn(move || {
            let mut from = BufReader::with_capacity(1 << 16, stdout);
            while let Some(answer) = wire::answered(&mut from).transpose() {
                let torn = answer.is_err();
                if send.send(answer).is_err() || torn {
                    break;
                }
            }
        });
        let mut child = Child {
            process,
            jobs: Some(BufWriter::new(stdin)),
            takes,
            listener: Some(listener),
        };
        match child.ask(&Ask::Places(places.clone())) {
            Ok(()) => Ok(child),
            Err(source) => Err(failed(source)),
        }
    }

    /// The take of a job, unless `stop` says meanwhile that nobody wants it. After an error other
    /// than [`ChildError::Said`] the child is of no more use.
    pub(super) fn speak(
        &mut self,
        job: &SpeakJob,
        deadline: Duration,
        stop: &dyn Fn() -> bool,
    ) -> Result<Take, ChildError> {
        if self.ask(&Ask::Job(Box::new(job.clone()))).is_err() {
            return Err(self.died());
        }
        let asked = Instant::now();
        loop {
            let left = deadline.saturating_sub(asked.elapsed());
            match self.takes.recv_timeout(left.min(LOOK)) {
                Ok(Ok(spoken)) => {
                    return spoken.map_err(|failed| ChildError::Said {
                        message: failed.message,
                        closed: failed.closed,
                    });
                }
                Err(RecvTimeoutError::Timeout) if stop() => return Err(ChildError::Stopped),
                Err(RecvTimeoutError::Timeout) if asked.elapsed() < deadline => {}
                Err(RecvTimeoutError::Timeout) => return Err(ChildError::Hung { deadline }),
                // An answer that breaks off is the end of whoever gave it.
                Ok(Err(error)) if error.kind() != ErrorKind::UnexpectedEof => {
                    return Err(ChildError::Nonsense);
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.died()),
            }
        }
    }

    /// The next line is spoken by fresh voices.
    pub(super) fn forget(&mut self) {
        // If it is gone, the next line will find out.
        let _ = self.ask(&Ask::Forget);
    }

    fn ask(&mut self, ask: &Ask) -> io::Result<()> {
        match &mut self.jobs {
            Some(jobs) => wire::send(jobs, ask),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn died(&mut self) -> ChildError {
        // Its end of the pipe is closed, so it is ending by itself.
        for _ in 0..ENDING_TRIES {
            if !matches!(self.process.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(ENDING_TRY);
        }
        let _ = self.process.kill();
        let how = match self.process.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        ChildError::Died { how }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.jobs = None;
        // It keeps nothing that could be lost, so there is nothing to wait for.
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Whatever it still answered must not keep the listener waiting for a reader.
        drop(std::mem::replace(&mut self.takes, sync_channel(0).1));
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

/// Ctrl-C reaches every process of a terminal's foreground group. The child must not be: the
/// parent ends the line and tidies up.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_command: &mut Command) {}
