//! The lingware of the embedded voice to `OUT_DIR`, where `src/engines/pico/lingware.rs`
//! includes it; and the source of what makes files from takes to a digest.
//!
//! The crate `ttspico-sys` carries the voices in its source folder, but exports neither them
//! nor where they lie. Cargo has unpacked that folder before this script runs, so it is looked
//! for where cargo unpacks, and only if it is not there (vendored, patched, a mirror that lies
//! elsewhere) cargo itself is asked. Rejected: copying six megabytes of other people's data into
//! this repository, and downloading anything.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The version that Cargo.toml pins; a test compares it with Cargo.lock.
const CRATE: &str = "ttspico-sys";
const VERSION: &str = "0.1.5";

/// A text analysis and a signal generation file for each voice.
const FILES: [&str; 12] = [
    "de-DE_gl0_sg.bin",
    "de-DE_ta.bin",
    "en-GB_kh0_sg.bin",
    "en-GB_ta.bin",
    "en-US_lh0_sg.bin",
    "en-US_ta.bin",
    "es-ES_ta.bin",
    "es-ES_zl0_sg.bin",
    "fr-FR_nk0_sg.bin",
    "fr-FR_ta.bin",
    "it-IT_cm0_sg.bin",
    "it-IT_ta.bin",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    works()?;
    if env::var_os("CARGO_FEATURE_PICO").is_none() {
        return Ok(());
    }
    println!("cargo:rerun-if-env-changed=CARGO_HOME");
    println!("cargo:rustc-env=PICO_LINGWARE={CRATE} {VERSION}");
    let mut tried = Vec::new();
    let folder = unpacked(&mut tried)
        .or_else(|| told_by_cargo(&mut tried))
        .ok_or_else(|| {
            format!(
                "the voices of {CRATE} {VERSION} were not found; tried:\n  {}\n\
                 Is CARGO_HOME set to the folder that cargo uses? `cargo build \
                 --no-default-features` builds without the embedded voice.",
                tried.join("\n  ")
            )
        })?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    for file in FILES {
        let from = folder.join(file);
        println!("cargo:rerun-if-changed={}", from.display());
        // Read and written, not copied: a copy would keep a read-only mode, and the next build
        // could not replace it.
        let bytes = fs::read(&from).map_err(|e| format!("{}: {e}", from.display()))?;
        let to = out.join(file);
        fs::write(&to, bytes).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    Ok(())
}

/// What makes files from takes, as a digest for `src/publish/manifest/recipe.rs`: an episode that
/// another version of this code would make otherwise is made again. The versions of all crates count
/// too, since the resampler and the meter are among them. Sixty-four bits tell versions of one
/// program apart; a hash that resists attacks would be one more crate to build first (FNV-1a).
fn works() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for place in [
        "src/arrange",
        "src/audio",
        "src/drawing",
        "src/master",
        "src/publish",
    ] {
        println!("cargo:rerun-if-changed={place}");
        sources(Path::new(place), &mut files)?;
    }
    // Not there in every checkout that depends on this crate.
    if Path::new("Cargo.lock").is_file() {
        println!("cargo:rerun-if-changed=Cargo.lock");
        files.push("Cargo.lock".into());
    }
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        for byte in fs::read(&file)? {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=DUOLOGUE_WORKS={digest:016x}");
    Ok(())
}

/// Every file below a folder, in an order that is the same everywhere.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => sources(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}

/// Below a crate's source folder.
fn voices(source: &Path) -> Option<PathBuf> {
    let folder = source.join("build").join("pico").join("lang");
    FILES
        .iter()
        .all(|file| folder.join(file).is_file())
        .then_some(folder)
}

/// Where cargo unpacks what it has downloaded: one folder per registry, a crate in each of
/// those that served it.
fn unpacked(tried: &mut Vec<String>) -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map_or_else(
        || env::home_dir().map(|home| home.join(".cargo")),
        |home| Some(PathBuf::from(home)),
    )?;
    let registries = home.join("registry").join("src");
    tried.push(format!(
        "{}{}*",
        registries.display(),
        std::path::MAIN_SEPARATOR
    ));
    let mut sources: Vec<PathBuf> = fs::read_dir(&registries)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join(format!("{CRATE}-{VERSION}"))))
        .collect();
    sources.sort();
    sources.iter().find_map(|source| voices(source))
}

/// Asks cargo for the folder of every package. First for this target only and without the
/// network; that fails on a machine whose cache is new, because packages that only other
/// commands need were never fetched, so then with the network.
fn told_by_cargo(tried: &mut Vec<String>) -> Option<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = env::var("TARGET").unwrap_or_default();
    for network in [&["--offline"][..], &[]] {
        let mut command = Command::new(&cargo);
        command
            .current_dir(env::var_os("CARGO_MANIFEST_DIR")?)
            .args(["metadata", "--format-version=1", "--filter-platform"])
            .arg(&target)
            .args(network);
        let said = match command.output() {
            Ok(output) if output.status.success() => {
                let json = String::from_utf8_lossy(&output.stdout).into_owned();
                let found = manifests(&json).find_map(|path| voices(path.parent()?));
                if found.is_some() {
                    return found;
                }
                format!("names no folder of {CRATE} that holds them")
            }
            Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            Err(e) => e.to_string(),
        };
        tried.push(format!("`cargo metadata {}`: {said}", network.concat()));
    }
    None
}

/// Every `manifest_path` in what cargo said that lies in a folder named after the crate. Not a
/// JSON parser, because one would have to be built before anything else for this one string;
/// a path is a string whose only escapes are `\\` and `\"`.
fn manifests(json: &str) -> impl Iterator<Item = PathBuf> {
    json.split("\"manifest_path\":\"")
        .skip(1)
        .filter_map(|rest| {
            let mut path = String::new();
            let mut chars = rest.chars();
            loop {
                match chars.next()? {
                    '"' => break,
                    '\\' => path.push(chars.next()?),
                    c => path.push(c),
                }
            }
            let path = PathBuf::from(path);
            let folder = path.parent()?.file_name()?.to_str()?;
            folder.starts_with(CRATE).then_some(path)
        })
}
