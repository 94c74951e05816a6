//! What a model file says of itself: its inputs and outputs, its weights, and the values inside it that
//! have a meaning.
//!
//! Read before a runtime sees the file, because a runtime allocates what a file asks for. What is refused
//! here: weights that are larger or smaller than their sizes say, weights in other files (a path that a
//! stranger chose), and values whose sizes are written into the file and are beyond any voice. What cannot be
//! known before it runs, the length of the sound, is bounded by the engine, which asks for the durations first.

use super::tensor::{Kind, Port};
use super::wire;
use rten_onnx::onnx::{
    DataLocation, DataType, GraphProto, ModelProto, TensorProto, ValueInfoProto,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most numbers that one value of fixed size may have: a gigabyte of them.
const LARGEST: i64 = 1 << 28;

/// Operators that make a value of a size that another value gives.
const SIZED: [&str; 4] = ["ConstantOfShape", "Expand", "Tile", "Resize"];

/// What is known of a file.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) inputs: Vec<Port>,
    pub(super) outputs: Vec<Port>,
    /// The value that the one `Ceil` of the graph gives; `None` if there is none, or several. In a VITS
    /// these are the durations, in frames for each id.
    pub(super) ceil: Option<String>,
    /// Does it draw random numbers?
    #[allow(dead_code)] // only one of the runtimes wants to know
    pub(super) random: bool,
}

/// Reads a file. With it comes what was decoded, for a runtime that has to change it.
///
/// # Errors
/// Why it cannot be used, as a clause after "cannot be used:".
pub(super) fn read(bytes: &[u8]) -> Result<(Outline, ModelProto), String> {
    wire::check(bytes)?;
    let model = ModelProto::parse_buf(bytes)
        .map_err(|error| format!("it is no ONNX model, or a broken one: {error}"))?;
    let graph = model.graph.as_ref().ok_or("there is no graph in it")?;
    let weights: BTreeMap<&str, &TensorProto> = graph
        .initializer
        .iter()
        .map(|weight| (weight.name.as_deref().unwrap_or_default(), weight))
        .collect();
    for (name, weight) in &weights {
        sound(weight).map_err(|why| format!("its weight `{name}` {why}"))?;
    }
    sizes(graph, &weights)?;
    let ports = |all: &[ValueInfoProto]| -> Vec<Port> {
        all.iter()
            .map(port)
            .filter(|port| !weights.contains_key(port.name.as_str()))
            .collect()
    };
    let ceil: BTreeSet<&String> = (graph.node.iter())
        .filter(|node| node.op_type.as_deref() == Some("Ceil"))
        .flat_map(|node| &node.output)
        .collect();
    let outline = Outline {
        inputs: ports(&graph.input),
        outputs: ports(&graph.output),
        ceil: match ceil.len() {
            1 => ceil.first().map(|name| (*name).clone()),
            _ => None,
        },
        random: graph.node.iter().any(|node| {
            let kind = node.op_type.as_deref().unwrap_or_default();
            kind.starts_with("Random") || matches!(kind, "Multinomial" | "Bernoulli")
        }),
    };
    Ok((outline, model))
}

/// Has a weight as many numbers as its sizes say?
fn sound(weight: &TensorProto) -> Result<(), String> {
    if weight.data_location == Some(DataLocation::EXTERNAL) || !weight.external_data.is_empty() {
        return Err("lies in another file, which is not followed".into());
    }
    let numbers = product(&weight.dims).ok_or("has sizes that no voice has")?;
    let width = match weight.data_type {
        Some(DataType::FLOAT | DataType::INT32 | DataType::UINT32) => 4,
        Some(DataType::INT64 | DataType::DOUBLE | DataType::UINT64) => 8,
        Some(DataType::FLOAT16 | DataType::BFLOAT16 | DataType::INT16 | DataType::UINT16) => 2,
        Some(DataType::INT8 | DataType::UINT8 | DataType::BOOL) => 1,
        _ => return Ok(()), // of no kind that a runtime here would take
    };
    let held = match &weight.raw_data {
        Some(raw) => (raw.borrow().len() / width) as i64,
        None => {
            let lists = [
                weight.float_data.len(),
                weight.int32_data.len(),
                weight.int64_data.len(),
                weight.double_data.len(),
            ];
            lists.into_iter().max().unwrap_or(0) as i64
        }
    };
    match held == numbers {
        true => Ok(()),
        false => Err(format!("has {held} numbers where its sizes say {numbers}")),
    }
}

/// The product of sizes, none of them negative; `None` if it is beyond [`LARGEST`].
fn product(sizes: &[i64]) -> Option<i64> {
    sizes.iter().try_fold(1_i64, |all, size| {
        let all = all.checked_mul(*size).filter(|_| *size >= 0)?;
        (all <= LARGEST).then_some(all)
    })
}

/// Refuses sizes that are written into the file and are absurd.
fn sizes(graph: &GraphProto, weights: &BTreeMap<&str, &TensorProto>) -> Result<(), String> {
    let constants = graph.node.iter().filter_map(|node| {
        let value = node
            .attribute
            .iter()
            .find_map(|attribute| attribute.t.as_ref())?;
        let is = node.op_type.as_deref() == Some("Constant");
        is.then_some((node.output.first()?.as_str(), value))
    });
    let mut known: BTreeMap<&str, &TensorProto> = constants.collect();
    for (name, value) in &known {
        sound(value).map_err(|why| format!("its constant `{name}` {why}"))?;
    }
    known.extend(weights);
    for node in &graph.node {
        let kind = node.op_type.as_deref().unwrap_or_default();
        if !SIZED.contains(&kind) {
            continue;
        }
        let given = node
            .input
            .iter()
            .filter_map(|name| known.get(name.as_str()));
        for size in given.filter(|value| value.data_type == Some(DataType::INT64)) {
            if product(&integers(size)).is_none() {
                return Err(format!("a `{kind}` in it asks for sizes that no voice has"));
            }
        }
    }
    Ok(())
}

/// The integers of a small tensor.
fn integers(tensor: &TensorProto) -> Vec<i64> {
    match &tensor.raw_data {
        Some(raw) => (raw.borrow().chunks_exact(8))
            .filter_map(|bytes| Some(i64::from_le_bytes(bytes.try_into().ok()?)))
            .collect(),
        None => tensor.int64_data.clone(),
    }
}

fn port(value: &ValueInfoProto) -> Port {
    let tensor = value
        .r#type
        .as_ref()
        .and_then(|kind| kind.tensor_type.as_ref());
    let kind = match tensor.and_then(|tensor| tensor.elem_type) {
        Some(DataType::FLOAT) => Some(Kind::F32),
        Some(DataType::INT64) => Some(Kind::I64),
        Some(DataType::INT32) => Some(Kind::I32),
        _ => None,
    };
    let shape = tensor
        .and_then(|tensor| tensor.shape.as_ref())
        .map(|shape| {
            let size = |value: i64| usize::try_from(value).ok();
            shape
                .dim
                .iter()
                .map(|dim| dim.dim_value.and_then(size))
                .collect()
        });
    Port {
        name: value.name.clone().unwrap_or_default(),
        kind,
        shape,
    }
}
