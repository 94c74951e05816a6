//! A test that runs the program: files in, exit code and words out.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// One run of the program in a folder of its own.
#[must_use = "a test does nothing until it is run"]
pub struct Test {
    pub folder: tempfile::TempDir,
    args: Vec<String>,
    status: i32,
    stderr: Vec<String>,
    not_stderr: Vec<String>,
    own_cache: bool,
    config: bool,
    any_status: bool,
    env: Vec<(String, String)>,
}

/// What a run left.
pub struct Ran {
    /// The folder it ran in.
    pub folder: tempfile::TempDir,
    pub stdout: String,
    pub stderr: String,
}

impl Test {
    /// In an empty folder, expected to succeed.
    pub fn new() -> Self {
        Self::within(tempfile::tempdir().unwrap())
    }

    /// In a folder that another run left.
    pub fn within(folder: tempfile::TempDir) -> Self {
        Test {
            folder,
            args: vec![],
            status: 0,
            stderr: vec![],
            not_stderr: vec![],
            own_cache: false,
            config: false,
            any_status: false,
            env: vec![],
        }
    }

    /// With a file beside it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// With arguments, split at spaces.
    pub fn args(mut self, args: &str) -> Self {
        self.args
            .extend(args.split_whitespace().map(str::to_string));
        self
    }

    /// One more argument, spaces and all.
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// With a cache of its own, in the folder `cache`.
    pub fn own_cache(mut self) -> Self {
        self.own_cache = true;
        self
    }

    /// With a configuration of its own.
    pub fn config(mut self, text: &str) -> Self {
        self = self.file("config.yaml", text);
        self.config = true;
        self
    }

    /// With something in its environment.
    #[cfg_attr(not(feature = "neural"), allow(dead_code))] // for servers alone
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Expected to fail with this exit code.
    pub fn fails(mut self, status: i32) -> Self {
        self.status = status;
        self
    }

    /// Expected to end by itself, whatever it finds: 0 or 1.
    pub fn any_status(mut self) -> Self {
        self.any_status = true;
        self
    }

    /// Expected to say this on standard error.
    pub fn says(mut self, text: &str) -> Self {
        self.stderr.push(text.to_string());
        self
    }

    /// Expected not to say this on standard error.
    pub fn never_says(mut self, text: &str) -> Self {
        self.not_stderr.push(text.to_string());
        self
    }

    /// Runs it to the end.
    pub fn run(self) -> Ran {
        let output = self.command().args(&self.args).output().unwrap();
        let ran = Ran {
            folder: self.folder,
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        let said = format!("`duologue {}` said:\n{}", self.args.join(" "), ran.stderr);
        let ended = self.any_status && matches!(output.status.code(), Some(0 | 1));
        if !ended {
            assert_eq!(output.status.code(), Some(self.status), "exit code; {said}");
        }
        for text in &self.stderr {
            assert!(ran.stderr.contains(text), "`{text}` was not said; {said}");
        }
        for text in &self.not_stderr {
            assert!(!ran.stderr.contains(text), "`{text}` was said; {said}");
        }
        ran
    }

    fn command(&self) -> Command {
        let mut command = command(self.folder.path());
        if self.own_cache {
            command.env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        }
        if self.config {
            command.env("DUOLOGUE_CONFIG", self.folder.path().join("config.yaml"));
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts it and lets it go on; the caller waits or kills, and keeps the folder.
    pub fn start_in(self) -> (Child, tempfile::TempDir) {
        let mut command = self.command();
        command
            .args(&self.args)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        (command.spawn().unwrap(), self.folder)
    }
}

impl Ran {
    /// A path in the folder it ran in.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What lies in a folder, by name.
    pub fn names(&self, folder: &str) -> Vec<String> {
        names(&self.path(folder))
    }
}

/// What lies in a folder, by name; nothing if there is no such folder.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return vec![];
    };
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The program, standing in `folder`, with a cache of the tests' own so that the user's is not
/// touched and the voice is unpacked once.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duologue"));
    command.current_dir(folder).stdin(Stdio::null());
    command
        .env("HOME", folder)
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env("NO_COLOR", "1");
    // What the machine reaches the net by is nothing to the servers of the tests.
    for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command
}

/// The checkout.
pub fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the checkout, as text.
pub fn shipped(name: &str) -> String {
    std::fs::read_to_string(checkout().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}
