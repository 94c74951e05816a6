//! ONNX models to numbers: what the neural engines share, whichever runtime runs them.
//!
//! A model file is a stranger's. It is opened within limits, and what it says of its inputs and outputs is
//! looked at before anything is run; a file that is no model, is cut off or is of another kind is an error
//! that names it. One model is loaded for each file and shared by all threads; a session of one thread
//! on each core was faster than one session on all (16.3 against 12.9 times real time).

mod digest;
#[cfg(feature = "onnxruntime")]
mod onnxruntime;
mod outline;
mod reading;
mod rten;
mod tensor;
mod wire;
mod wish;

pub(super) use digest::digest;
pub(super) use reading::{apart, seed};
pub(super) use tensor::{Kind, Port, Tensor, Values};

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file that is opened. The largest voice there is has 330 MB.
const LARGEST: u64 = 1 << 30;

/// What runs a model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Runtime {
    /// In pure Rust, always there.
    #[default]
    Rten,
    /// A library that the user has; faster.
    OnnxRuntime {
        /// Where it lies; `None` for where the system or `ORT_DYLIB_PATH` says.
        library: Option<PathBuf>,
    },
}

/// A loaded model, shared by threads. A run depends on its inputs and the seed alone.
pub(super) trait Model: Send + Sync {
    /// What it takes, in the order of the file.
    fn inputs(&self) -> &[Port];
    /// What it gives, in the order of the file.
    fn outputs(&self) -> &[Port];
    /// Name of the value that the one `Ceil` in the graph gives, if there is one and only one: the durations of
    /// a VITS, whether or not they are an output. It may be wanted of a run.
    fn ceil(&self) -> Option<&str>;
    /// May values from inside the graph be given to a run, which then does not work them out again?
    fn takes_inner(&self) -> bool;
    /// Runs it on one thread, the calling one or another. `seed` is where its random numbers, if it draws
    /// any, begin.
    ///
    /// # Errors
    /// When an input is of the wrong kind or shape, or an operator fails.
    fn run(
        &self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
        seed: u64,
    ) -> Result<Vec<Tensor>, ModelError>;
}

/// Why a model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
pub(super) enum ModelError {
    /// It could not be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no model that this runtime could run.
    #[error("{} cannot be used: {why}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// Why, as a clause.
        why: String,
    },
    /// The runtime is not there.
    #[error("{why}")]
    NoRuntime {
        /// Why, and what to do about it.
        why: String,
    },
    /// It failed while it ran.
    #[error("{0}")]
    Run(String),
}

/// Loads a model.
///
/// # Errors
/// When the file cannot be read or is no model, or the runtime is not there.
pub(super) fn load(path: &Path, runtime: &Runtime) -> Result<Arc<dyn Model>, ModelError> {
    let bytes = bytes(path)?;
    match runtime {
        Runtime::Rten => rten::load(path, bytes),
        #[cfg(feature = "onnxruntime")]
        Runtime::OnnxRuntime { library } => onnxruntime::load(path, bytes, library.as_deref()),
        #[cfg(not(feature = "onnxruntime"))]
        Runtime::OnnxRuntime { .. } => Err(ModelError::NoRuntime {
            why: "this program was built without the feature `onnxruntime`".into(),
        }),
    }
}

/// The bytes of a model file, which may be as long as any voice and no longer.
fn bytes(path: &Path) -> Result<Vec<u8>, ModelError> {
    let told = |source| ModelError::File {
        path: path.to_owned(),
        source,
    };
    let broken = |why: String| ModelError::Broken {
        path: path.to_owned(),
        why,
    };
    let file = File::open(path).map_err(told)?;
    let about = file.metadata().map_err(told)?;
    if !about.is_file() {
        return Err(broken("it is no file".into()));
    }
    if about.len() > LARGEST {
        let (held, most) = (about.len() >> 20, LARGEST >> 20);
        return Err(broken(format!("it has {held} MB; at most {most} are read")));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize);
    file.take(LARGEST).read_to_end(&mut bytes).map_err(told)?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
