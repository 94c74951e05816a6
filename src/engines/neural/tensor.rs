//! What goes into a model and comes out of it, in no runtime's own terms.

/// Numbers, and how they are laid out.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engines) struct Tensor {
    /// Sizes, outermost first; their product is the number of values.
    pub(in crate::engines) shape: Vec<usize>,
    /// In row-major order.
    pub(in crate::engines) values: Values,
}

/// The values of a tensor.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engines) enum Values {
    /// 32-bit floating point.
    F32(Vec<f32>),
    /// 64-bit integers.
    I64(Vec<i64>),
    /// 32-bit integers.
    I32(Vec<i32>),
}

/// What kind of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engines) enum Kind {
    /// 32-bit floating point.
    F32,
    /// 64-bit integers.
    I64,
    /// 32-bit integers.
    I32,
}

/// An input or an output of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engines) struct Port {
    /// Its name.
    pub(in crate::engines) name: String,
    /// Its kind; `None` if the file does not say, or it is none of ours.
    pub(in crate::engines) kind: Option<Kind>,
    /// Its sizes, `None` for those that are free; no list if the file does not say.
    pub(in crate::engines) shape: Option<Vec<Option<usize>>>,
}
