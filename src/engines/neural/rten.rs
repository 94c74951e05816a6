//! The default runtime, `rten`: pure Rust, nothing to install.
//!
//! It takes longer than onnxruntime (benches/RESULTS.md), loads faster, and shares one copy of the weights between
//! threads; `tract` cannot run the graph of a VITS at all.
//!
//! **Random numbers.** A `RandomNormalLike` without a seed of its own forks `fastrand`'s generator of the
//! running thread, so seeding that one before every run makes the noise follow from the job. Operators run
//! on the thread of a pool; a pool has one thread, and seeding happens on it. Rewriting every model so that its
//! noise is an input was the other way: it costs a second copy of the file in memory. A test sees that equal
//! seeds give equal samples, whatever ran before and on however many threads.
//!
//! **Panics.** The library promises that no model does what it should not, not that none panics; a panic in
//! it is the error of that file or that run.

use super::outline::{self, Outline};
use super::tensor::{Port, Tensor, Values};
use super::{Model, ModelError};
use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A model, and the threads on which it runs.
struct Rten {
    model: rten::Model,
    outline: Outline,
    /// Pools of one thread that nothing runs on now. As many are made as there are runs at once.
    idle: Mutex<Vec<Arc<ThreadPool>>>,
}

/// Loads a model from the bytes of its file.
pub(super) fn load(path: &Path, bytes: Vec<u8>) -> Result<Arc<dyn Model>, ModelError> {
    let broken = |why: String| ModelError::Broken {
        path: path.to_owned(),
        why,
    };
    let outline = (caught(|| outline::read(&bytes).map(|(outline, _)| outline)))
        .unwrap_or_else(Err)
        .map_err(broken)?;
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    let model = caught(|| options.load(bytes))
        .map_err(broken)?
        .map_err(|error| broken(error.to_string()))?;
    Ok(Arc::new(Rten {
        model,
        outline,
        idle: Mutex::default(),
    }))
}

/// A panic as an error.
fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        format!("the runtime gave up: {}", said.unwrap_or("no reason given"))
    })
}

impl Rten {
    fn node(&self, name: &str) -> Result<NodeId, ModelError> {
        let missing = || ModelError::Run(format!("the model has no value `{name}`"));
        self.model.find_node(name).ok_or_else(missing)
    }
}

impl Model for Rten {
    fn inputs(&self) -> &[Port] {
        &self.outline.inputs
    }

    fn outputs(&self) -> &[Port] {
        &self.outline.outputs
    }

    fn ceil(&self) -> Option<&str> {
        let name = self.outline.ceil.as_deref()?;
        // The runtime may have made one operator of several, and this value with them.
        self.model.find_node(name).map(|_| name)
    }

    fn takes_inner(&self) -> bool {
        true
    }

    fn run(
        &self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
        seed: u64,
    ) -> Result<Vec<Tensor>, ModelError> {
        let given: Vec<(NodeId, ValueOrView<'_>)> = inputs
            .into_iter()
            .map(|(name, tensor)| Ok((self.node(name)?, into(tensor)?.into())))
            .collect::<Result<_, ModelError>>()?;
        let wanted = wanted
            .iter()
            .map(|name| self.node(name))
            .collect::<Result<Vec<_>, _>>()?;
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = idle().pop();
        let pool = ready.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let ran = caught(|| {
            pool.run(|| {
                fastrand::seed(seed);
                self.model.run(given, &wanted, Some(options))
            })
        });
        idle().push(pool);
        let values = ran
            .map_err(ModelError::Run)?
            .map_err(|error| ModelError::Run(error.to_string()))?;
        values.into_iter().map(from).collect()
    }
}

/// Into what the runtime takes. It has no 64-bit integers: it reads those of a file as 32-bit ones.
fn into(tensor: Tensor) -> Result<Value, ModelError> {
    let wrong = |why: String| ModelError::Run(format!("a value of the wrong size: {why}"));
    let shape = tensor.shape.as_slice();
    fn made<T>(shape: &[usize], values: Vec<T>) -> Result<rten_tensor::Tensor<T>, String> {
        rten_tensor::Tensor::try_from_data(shape, values).map_err(|error| error.to_string())
    }
    Ok(match tensor.values {
        Values::F32(values) => made(shape, values).map_err(wrong)?.into(),
        Values::I32(values) => made(shape, values).map_err(wrong)?.into(),
        Values::I64(values) => {
            let narrow = |value: i64| {
                i32::try_from(value).map_err(|_| wrong(format!("{value} needs more than 32 bits")))
            };
            let values = values.into_iter().map(narrow).collect::<Result<_, _>>()?;
            made(shape, values).map_err(wrong)?.into()
        }
    })
}

fn from(value: Value) -> Result<Tensor, ModelError> {
    let (shape, values) = match value {
        Value::FloatTensor(tensor) => (tensor.shape().to_vec(), Values::F32(tensor.into_data())),
        Value::Int32Tensor(tensor) => (tensor.shape().to_vec(), Values::I32(tensor.into_data())),
        other => {
            let kind = other.dtype();
            return Err(ModelError::Run(format!("it gave values of kind {kind}")));
        }
    };
    Ok(Tensor { shape, values })
}
