//! The faster runtime: a libonnxruntime that the user has, opened at run time.
//!
//! Its default build would download a binary, and no distribution of long support packages it; so the library
//! is the user's, named in their configuration or by `ORT_DYLIB_PATH`. It is loaded once for the process.
//!
//! **Random numbers.** A random operator here is seeded when a session is made and goes on from run to run, so that
//! a line would depend on the lines before it. Therefore the model is rewritten when it is loaded: each
//! `RandomNormalLike` becomes an input of normally distributed numbers, repeated as often as its shape needs (the
//! count is odd, so that no row of a matrix gets the numbers of the one before), and the numbers follow
//! from the seed of the run. A model that draws numbers in another way is refused. The noise is not that of the
//! other runtime; without noise both give the same samples within 1e-5.
//!
//! **Sessions.** One may be used by one thread at a time, and holds its own weights; as many are made as there
//! are runs at once.

use super::outline::{self, Outline};
use super::tensor::{Port, Tensor, Values};
use super::{Model, ModelError};
use ort::environment::Environment;
use ort::session::{Session, SessionInputValue};
use ort::value::Tensor as OrtTensor;
use rten_onnx::onnx::{
    DataType, Dimension, GraphProto, NodeProto, TensorProto, TensorShapeProto, TypeProto,
    TypeProtoTensor, ValueInfoProto,
};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How many numbers of noise a run is given: eight seconds of a voice, and odd.
const NOISE: usize = (1 << 17) + 1;

struct OnnxRuntime {
    path: PathBuf,
    /// Of the whole process: a second model gets the same one.
    environment: Environment,
    bytes: Vec<u8>,
    outline: Outline,
    /// Names of the inputs that are noise.
    noises: Vec<Noise>,
    idle: Mutex<Vec<Session>>,
}

/// An input that stands for a random operator: its name, and mean and deviation of its numbers.
struct Noise {
    name: String,
    mean: f32,
    deviation: f32,
}

/// Loads a model from the bytes of its file, and the library if this process has not yet.
pub(super) fn load(
    path: &Path,
    bytes: Vec<u8>,
    library: Option<&Path>,
) -> Result<Arc<dyn Model>, ModelError> {
    let broken = |why: String| ModelError::Broken {
        path: path.to_owned(),
        why,
    };
    let (outline, mut model) = outline::read(&bytes).map_err(broken)?;
    drop(bytes);
    let graph = model
        .graph
        .as_mut()
        .ok_or_else(|| broken("there is no graph in it".into()))?;
    let noises = noises(graph).map_err(broken)?;
    if let Some(ceil) = outline.ceil.as_deref() {
        let known = graph
            .output
            .iter()
            .any(|port| port.name.as_deref() == Some(ceil));
        if !known {
            graph.output.push(floats(ceil, None));
        }
    }
    let bytes = model
        .write_buf()
        .map_err(|error| broken(error.to_string()))?;
    drop(model);
    let library = library
        .map(Path::to_owned)
        .or_else(|| std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from(libloading::library_filename("onnxruntime")));
    let environment = environment(path, library)?;
    let model = OnnxRuntime {
        path: path.to_owned(),
        environment,
        bytes,
        outline,
        noises,
        idle: Mutex::default(),
    };
    // The first one now, so that a broken file is an error of loading.
    let first = model.session()?;
    model.keep(first);
    Ok(Arc::new(model))
}

/// The one environment that the library allows in a process, and where it was opened. It cannot be made again
/// once it is gone, so it is kept, which nothing but a static can do; it holds no state of a voice.
static OPENED: Mutex<Option<(PathBuf, Environment)>> = Mutex::new(None);

/// Opens the library, or finds it open.
fn environment(model: &Path, library: PathBuf) -> Result<Environment, ModelError> {
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    match opened.as_ref() {
        Some((from, environment)) if *from == library => return Ok(environment.clone()),
        Some((from, _)) => {
            let (library, from) = (library.display(), from.display());
            let why = format!("{library} cannot be opened beside {from}, which is open");
            return Err(ModelError::NoRuntime { why });
        }
        None => {}
    }
    let builder = ort::init_from(&library).map_err(|error| ModelError::NoRuntime {
        why: format!("{} cannot be opened: {error}", library.display()),
    })?;
    let environment = builder.build().map_err(|error| ModelError::Broken {
        path: model.to_owned(),
        why: error.to_string(),
    })?;
    *opened = Some((library, environment.clone()));
    Ok(environment)
}

/// Takes the random operators out of a graph, and puts inputs in their place.
fn noises(graph: &mut GraphProto) -> Result<Vec<Noise>, String> {
    let mut noises = Vec::new();
    let mut nodes = Vec::with_capacity(graph.node.len());
    for node in std::mem::take(&mut graph.node) {
        let kind = node.op_type.as_deref().unwrap_or_default();
        if kind != "RandomNormalLike" {
            if kind.starts_with("Random") || matches!(kind, "Multinomial" | "Bernoulli") {
                return Err(format!(
                    "a `{kind}` in it draws numbers that cannot be repeated here"
                ));
            }
            nodes.push(node);
            continue;
        }
        let (Some(like), Some(gives)) = (node.input.first(), node.output.first()) else {
            return Err(format!("a `{kind}` in it has no input or no output"));
        };
        let name = format!("duologue_noise_{}", noises.len());
        let part = |what: &str| format!("{name}_{what}");
        let mut add = |kind: &str, inputs: &[&str], output: &str| {
            nodes.push(NodeProto {
                op_type: Some(kind.into()),
                input: inputs.iter().map(|name| (*name).to_owned()).collect(),
                output: vec![output.to_owned()],
                ..NodeProto::default()
            });
        };
        add("Size", &[like], &part("count"));
        add("Size", &[&name], &part("given"));
        add(
            "Range",
            &["duologue_0", &part("count"), "duologue_1"],
            &part("numbers"),
        );
        add("Mod", &[&part("numbers"), &part("given")], &part("places"));
        add("Gather", &[&name, &part("places")], &part("flat"));
        add("Shape", &[like], &part("shape"));
        add("Reshape", &[&part("flat"), &part("shape")], gives);
        let number = |key: &str, default: f32| {
            let own = node
                .attribute
                .iter()
                .find(|own| own.name.as_deref() == Some(key));
            own.and_then(|own| own.f).unwrap_or(default)
        };
        graph.input.push(floats(&name, Some(NOISE)));
        noises.push(Noise {
            mean: number("mean", 0.0),
            deviation: number("scale", 1.0),
            name,
        });
    }
    graph.node = nodes;
    if !noises.is_empty() {
        for value in [0, 1] {
            graph.initializer.push(TensorProto {
                name: Some(format!("duologue_{value}")),
                data_type: Some(DataType::INT64),
                int64_data: vec![value],
                ..TensorProto::default()
            });
        }
    }
    Ok(noises)
}

/// A value of floating point, of one size or of any shape.
fn floats(name: &str, size: Option<usize>) -> ValueInfoProto {
    let shape = size.map(|size| TensorShapeProto {
        dim: vec![Dimension {
            dim_value: i64::try_from(size).ok(),
            dim_param: None,
        }],
    });
    ValueInfoProto {
        name: Some(name.to_owned()),
        r#type: Some(TypeProto {
            tensor_type: Some(TypeProtoTensor {
                elem_type: Some(DataType::FLOAT),
                shape,
            }),
            sequence: None,
        }),
    }
}

/// Normally distributed numbers (Box and Muller, 1958).
fn normal(random: &mut fastrand::Rng, noise: &Noise) -> Vec<f32> {
    let mut numbers = Vec::with_capacity(NOISE + 1);
    while numbers.len() < NOISE {
        let radius = (-2.0 * (1.0 - random.f32()).ln()).sqrt();
        let (sine, cosine) = (std::f32::consts::TAU * random.f32()).sin_cos();
        for number in [radius * cosine, radius * sine] {
            numbers.push(noise.mean + noise.deviation * number);
        }
    }
    numbers.truncate(NOISE);
    numbers
}

impl OnnxRuntime {
    fn session(&self) -> Result<Session, ModelError> {
        let broken = |why: String| ModelError::Broken {
            path: self.path.clone(),
            why,
        };
        let builder =
            Session::builder(&self.environment).map_err(|error| broken(error.to_string()))?;
        let builder = builder
            .with_intra_threads(1)
            .map_err(|error| broken(error.to_string()))?;
        let mut builder = builder
            .with_inter_threads(1)
            .map_err(|error| broken(error.to_string()))?;
        builder
            .commit_from_memory(&self.bytes)
            .map_err(|error| broken(error.to_string()))
    }

    fn keep(&self, session: Session) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(session);
    }
}

impl Model for OnnxRuntime {
    fn inputs(&self) -> &[Port] {
        &self.outline.inputs
    }

    fn outputs(&self) -> &[Port] {
        &self.outline.outputs
    }

    fn ceil(&self) -> Option<&str> {
        self.outline.ceil.as_deref()
    }

    fn takes_inner(&self) -> bool {
        false
    }

    fn run(
        &self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
        seed: u64,
    ) -> Result<Vec<Tensor>, ModelError> {
        let failed = |error: ort::Error| ModelError::Run(error.to_string());
        let mut given: Vec<(String, SessionInputValue<'_>)> = Vec::new();
        for (name, tensor) in inputs {
            let shape = tensor.shape;
            let value = match tensor.values {
                Values::F32(values) => OrtTensor::from_array((shape, values))
                    .map_err(failed)?
                    .into(),
                Values::I64(values) => OrtTensor::from_array((shape, values))
                    .map_err(failed)?
                    .into(),
                Values::I32(values) => OrtTensor::from_array((shape, values))
                    .map_err(failed)?
                    .into(),
            };
            given.push((name.to_owned(), value));
        }
        let mut random = fastrand::Rng::with_seed(seed);
        for noise in &self.noises {
            let numbers = normal(&mut random, noise);
            let value = OrtTensor::from_array((vec![NOISE], numbers)).map_err(failed)?;
            given.push((noise.name.clone(), value.into()));
        }
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut session = match idle {
            Some(session) => session,
            None => self.session()?,
        };
        let found = match session.run(given) {
            Err(error) => Err(failed(error)),
            Ok(outputs) => wanted
                .iter()
                .map(|name| match outputs.get(name) {
                    Some(value) => from(value),
                    None => Err(ModelError::Run(format!("the model has no value `{name}`"))),
                })
                .collect(),
        };
        self.keep(session);
        found
    }
}

fn from(value: &ort::value::DynValue) -> Result<Tensor, ModelError> {
    let sizes = |shape: &ort::value::Shape| -> Vec<usize> {
        shape
            .iter()
            .map(|size| usize::try_from(*size).unwrap_or(0))
            .collect()
    };
    if let Ok((shape, values)) = value.try_extract_tensor::<f32>() {
        let (shape, values) = (sizes(shape), Values::F32(values.to_vec()));
        return Ok(Tensor { shape, values });
    }
    if let Ok((shape, values)) = value.try_extract_tensor::<i64>() {
        let (shape, values) = (sizes(shape), Values::I64(values.to_vec()));
        return Ok(Tensor { shape, values });
    }
    let (shape, values) = (value.try_extract_tensor::<i32>())
        .map_err(|error| ModelError::Run(format!("it gave values of another kind: {error}")))?;
    let (shape, values) = (sizes(shape), Values::I32(values.to_vec()));
    Ok(Tensor { shape, values })
}
