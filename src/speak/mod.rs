//! Utterances to takes, on all cores, put back in order.
