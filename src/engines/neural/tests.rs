//! Models of strangers, and whether the same inputs give the same numbers.

use super::*;
use std::fs;
use std::thread;

pub(super) fn fixture(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/neural");
    folder.join(name)
}

/// What the small voices were asked when the expected samples were made: "a dog ran, no?".
fn asked(symbols: &str, config: &Path) -> Vec<i64> {
    let config: serde_json::Value = serde_json::from_slice(&fs::read(config).unwrap()).unwrap();
    let id = |symbol: char| {
        config["phoneme_id_map"][symbol.to_string()][0]
            .as_i64()
            .unwrap()
    };
    let mut ids = vec![id('^'), 0];
    for symbol in symbols.chars() {
        ids.extend([id(symbol), 0]);
    }
    ids.push(id('$'));
    ids
}

fn inputs(ids: &[i64], scales: [f32; 3], speaker: Option<i64>) -> Vec<(&'static str, Tensor)> {
    let one = |values| Tensor {
        shape: vec![1],
        values: Values::I64(vec![values]),
    };
    let line = Tensor {
        shape: vec![1, ids.len()],
        values: Values::I64(ids.to_vec()),
    };
    let scales = Tensor {
        shape: vec![3],
        values: Values::F32(scales.to_vec()),
    };
    let mut all = vec![
        ("input", line),
        ("input_lengths", one(ids.len() as i64)),
        ("scales", scales),
    ];
    all.extend(speaker.map(|speaker| ("sid", one(speaker))));
    all
}

fn samples(
    model: &dyn Model,
    ids: &[i64],
    noise: bool,
    speaker: Option<i64>,
    seed: u64,
) -> Vec<f32> {
    let scales = if noise {
        [0.667, 1.0, 0.8]
    } else {
        [0.0, 1.0, 0.0]
    };
    let given = inputs(ids, scales, speaker);
    match model
        .run(given, &["output"], seed)
        .unwrap()
        .remove(0)
        .values
    {
        Values::F32(samples) => samples,
        other => panic!("{other:?}"),
    }
}

const LINE: &str = "a dog ran, no?";

/// The runtimes that are here to be tested.
fn runtimes() -> Vec<Runtime> {
    let mut all = vec![Runtime::Rten];
    if cfg!(feature = "onnxruntime") {
        match std::env::var_os("ORT_DYLIB_PATH") {
            Some(_) => all.push(Runtime::OnnxRuntime { library: None }),
            None => println!("skipped for onnxruntime: ORT_DYLIB_PATH names no library"),
        }
    }
    all
}

#[test]
fn samples_without_noise_are_those_of_onnxruntime() {
    for runtime in runtimes() {
        for (name, speaker) in [("one", None), ("three", Some(2))] {
            let path = fixture(&format!("{name}.onnx"));
            let model = load(&path, &runtime).unwrap();
            let ids = asked(LINE, &fixture(&format!("{name}.onnx.json")));
            let said = samples(model.as_ref(), &ids, false, speaker, 1);
            let expected = fs::read(fixture(&format!("{name}.expected"))).unwrap();
            let (length, expected) = expected.split_at(4);
            let length = u32::from_le_bytes(length.try_into().unwrap());
            assert_eq!(said.len(), length as usize);
            let expected = (expected.chunks_exact(4))
                .map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()));
            let off = said.iter().step_by(7).zip(expected.clone());
            let worst = off
                .map(|(ours, theirs)| (ours - theirs).abs())
                .fold(0.0, f32::max);
            assert!(worst <= 1e-5, "{name}: {worst}");
            let loudest = expected.fold(0.0, |most: f32, sample| most.max(sample.abs()));
            assert!(loudest > 0.1, "{name} is next to silent: {loudest}");
        }
    }
}

#[test]
fn noise_follows_from_the_seed_alone() {
    for runtime in runtimes() {
        let model = load(&fixture("one.onnx"), &runtime).unwrap();
        let ids = asked(LINE, &fixture("one.onnx.json"));
        let speak = |seed| samples(model.as_ref(), &ids, true, None, seed);
        let alone: Vec<_> = (0..6).map(speak).collect();
        for (seed, said) in alone.iter().enumerate() {
            for (other, heard) in alone.iter().enumerate() {
                assert_eq!(said == heard, seed == other, "{seed} {other}");
            }
        }
        // Backwards, on four threads, over and over: whatever ran before.
        let (speak, alone) = (&speak, &alone);
        thread::scope(|scope| {
            for shift in 0..4 {
                scope.spawn(move || {
                    for round in 0..12 {
                        let seed = (40 - round - shift) % 6;
                        assert!(
                            speak(seed as u64) == alone[seed],
                            "{seed} on thread {shift}"
                        );
                    }
                });
            }
        });
    }
}

#[test]
fn durations_are_known_whether_or_not_they_are_an_output() {
    for runtime in runtimes() {
        for (name, speaker) in [("one", None), ("three", Some(0))] {
            let model = load(&fixture(&format!("{name}.onnx")), &runtime).unwrap();
            let ids = asked(LINE, &fixture(&format!("{name}.onnx.json")));
            let ceil = model.ceil().unwrap();
            let given = inputs(&ids, [0.667, 1.0, 0.8], speaker);
            let both = model.run(given, &["output", ceil], 3).unwrap();
            let Values::F32(durations) = &both[1].values else {
                panic!("{both:?}");
            };
            assert_eq!(durations.len(), ids.len());
            let frames: f32 = durations.iter().sum();
            let length: usize = both[0].shape.iter().product();
            assert_eq!(length as f32 / frames, 64.0, "{name}");
        }
    }
}

fn refused(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("voice.onnx");
    fs::write(&path, bytes).unwrap();
    let said = |runtime| match load(&path, &runtime) {
        Ok(_) => panic!("a broken model was loaded"),
        Err(error) => error.to_string(),
    };
    runtimes().into_iter().map(said).collect()
}

#[test]
fn what_is_no_model_is_an_error_that_names_the_file() {
    let whole = fs::read(fixture("one.onnx")).unwrap();
    for (bytes, why) in [
        (&b"<!doctype html><title>404</title>"[..], "web page"),
        (b"", "empty"),
        (b"\x08\x08", "no graph"),
        (&whole[..whole.len() / 2], "cut off"),
        (&whole[..whole.len() - 1], "cut off"),
    ] {
        for said in refused(bytes) {
            assert!(said.contains(why) && said.contains("voice.onnx"), "{said}");
        }
    }
    assert!(matches!(
        load(Path::new("/nowhere/voice.onnx"), &Runtime::Rten),
        Err(ModelError::File { .. })
    ));
    let folder = tempfile::tempdir().unwrap();
    let said = load(folder.path(), &Runtime::Rten)
        .err()
        .unwrap()
        .to_string();
    assert!(said.contains("no file"), "{said}");
}

#[test]
fn weights_that_lie_about_their_sizes_are_refused() {
    let whole = fs::read(fixture("one.onnx")).unwrap();
    let spoiled = |change: &dyn Fn(&mut rten_onnx::onnx::GraphProto)| {
        let mut model = rten_onnx::onnx::ModelProto::parse_buf(&whole).unwrap();
        change(model.graph.as_mut().unwrap());
        refused(&model.write_buf().unwrap())
    };
    let far = |graph: &mut rten_onnx::onnx::GraphProto| {
        graph.initializer[0].dims = vec![1 << 40, 1 << 40];
    };
    let long =
        |graph: &mut rten_onnx::onnx::GraphProto| graph.initializer[0].dims = vec![1_000_000];
    let below = |graph: &mut rten_onnx::onnx::GraphProto| graph.initializer[0].dims = vec![-1];
    let away = |graph: &mut rten_onnx::onnx::GraphProto| {
        graph.initializer[0].data_location = Some(rten_onnx::onnx::DataLocation::EXTERNAL);
    };
    let strange = |graph: &mut rten_onnx::onnx::GraphProto| {
        graph.node[0].op_type = Some("Teleport".into());
    };
    type Change<'a> = &'a dyn Fn(&mut rten_onnx::onnx::GraphProto);
    let all: [(Change<'_>, &str); 5] = [
        (&far, "sizes that no voice has"),
        (&long, "numbers where its sizes say"),
        (&below, "sizes that no voice has"),
        (&away, "another file"),
        (&strange, "Teleport"),
    ];
    for (change, why) in all {
        for said in spoiled(change) {
            assert!(said.contains(why), "{said}");
        }
    }
}

#[test]
fn bytes_gone_wrong_are_errors_and_never_a_panic() {
    let whole = fs::read(fixture("one.onnx")).unwrap();
    let mut random = fastrand::Rng::with_seed(11);
    let ids = asked(LINE, &fixture("one.onnx.json"));
    for _ in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        if random.bool() {
            bytes.truncate(random.usize(..bytes.len()));
        }
        let path = Path::new("voice.onnx");
        if let Ok(model) = super::rten::load(path, bytes) {
            // Whatever comes, it comes as a value or an error.
            let given = inputs(&ids, [0.0, 1.0, 0.0], None);
            let _ = model.run(given, &["output"], 0);
        }
    }
}

#[test]
fn inputs_of_the_wrong_kind_are_errors_of_the_run() {
    for runtime in runtimes() {
        let model = load(&fixture("one.onnx"), &runtime).unwrap();
        let wrong = Tensor {
            shape: vec![1],
            values: Values::F32(vec![0.5]),
        };
        for name in ["input", "nothing of the kind"] {
            let given = vec![(name, wrong.clone())];
            assert!(model.run(given, &["output"], 0).is_err());
        }
        let beyond = inputs(&[100_000, 3, 5], [0.0, 1.0, 0.0], None);
        assert!(model.run(beyond, &["output"], 0).is_err());
        assert!(model.run(vec![], &["nothing"], 0).is_err());
    }
}
