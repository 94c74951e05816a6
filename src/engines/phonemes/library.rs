//! A clause of text to what espeak-ng says of it: the one file that calls its C.
//!
//! The library is opened when it is first needed and never closed, because espeak leaves pointers of its own behind.
//! It is told not to end the process when its data are missing, which is otherwise what it does. Of a text it gets
//! one copy that ends with a NUL; the places it walks to are compared with that copy before they are used.
#![allow(unsafe_code)] // C functions of a library opened at run time; nothing here leaves this file unsafe.

use super::places::Wanted;
use super::{PhonemeError, hint, unusable};
use libloading::Library;
use std::collections::BTreeMap;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

type Initialize = unsafe extern "C" fn(c_int, c_int, *const c_char, c_int) -> c_int;
type SetVoice = unsafe extern "C" fn(*const c_char) -> c_int;
type Current = unsafe extern "C" fn() -> *const Properties;
type SetProperties = unsafe extern "C" fn(*const Properties) -> c_int;
type TextToPhonemes = unsafe extern "C" fn(*mut *const c_void, c_int, c_int) -> *const c_char;
type Info = unsafe extern "C" fn(*mut *const c_char) -> *const c_char;

/// `espeak_VOICE`: what a voice should be like. Only the language is ever said here.
#[repr(C)]
struct Properties {
    name: *const c_char,
    languages: *const c_char,
    identifier: *const c_char,
    gender: u8,
    age: u8,
    variant: u8,
    unused: u8,
    score: c_int,
    spare: *const c_void,
}

/// `AUDIO_OUTPUT_SYNCHRONOUS`: no thread is started and no sound device opened.
const SYNCHRONOUS: c_int = 2;
/// `espeakINITIALIZE_DONT_EXIT`: an error is returned where data are missing.
const DONT_EXIT: c_int = 0x8000;
/// `espeakCHARS_UTF8`.
const UTF8: c_int = 1;
/// `espeakPHONEMES_IPA`.
const IPA: c_int = 2;

/// Letters of the longest name of a voice that is asked for.
const LONGEST_NAME: usize = 40;

/// What is open in this process. The state is the C library's own and is global in any case; this
/// is the lock on it.
static OPEN: Mutex<BTreeMap<Wanted, Espeak>> = Mutex::new(BTreeMap::new());

/// Does something with a library, alone.
pub(super) fn with<T>(
    wanted: &Wanted,
    work: impl FnOnce(&mut Espeak) -> Result<T, PhonemeError>,
) -> Result<T, PhonemeError> {
    // A panic of ours in between leaves nothing half done: every call sets the voice first.
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !open.contains_key(wanted) {
        let espeak = Espeak::open(wanted)?;
        // The same file may be open with other data: it has to be told again which.
        for other in open.values_mut() {
            other.asleep = true;
        }
        open.insert(wanted.clone(), espeak);
    }
    if open.get(wanted).is_some_and(|espeak| espeak.asleep) {
        open.values_mut().for_each(|other| other.asleep = true);
    }
    let Some(espeak) = open.get_mut(wanted) else {
        return Err(failed("opening", "it is gone"));
    };
    if espeak.asleep {
        espeak.start()?;
    }
    work(espeak)
}

/// A clause that espeak cut off the front of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The bytes of the text that it read for it: the sign behind the clause, and often one character more, by
    /// which it knew that the clause was over.
    pub(super) range: Range<usize>,
    /// As it gave them.
    pub(super) phonemes: String,
    /// Was it the last?
    pub(super) last: bool,
}

/// An open library.
#[derive(Debug)]
pub(super) struct Espeak {
    initialize: Initialize,
    set_voice: SetVoice,
    set_properties: SetProperties,
    current: Current,
    text_to_phonemes: TextToPhonemes,
    info: Info,
    path: PathBuf,
    data: Option<PathBuf>,
    version: String,
    /// Has to be started (again) before it is used.
    asleep: bool,
}

impl Espeak {
    fn open(wanted: &Wanted) -> Result<Espeak, PhonemeError> {
        let mut tried = Vec::new();
        for path in wanted.candidates() {
            // SAFETY: loading runs the initialisers of the library; those of espeak-ng do nothing. A file that the
            // user names and that is something else is as trusted as any program they start.
            match unsafe { Library::new(&path) } {
                Ok(library) => return Espeak::from(library, path, wanted),
                Err(error) if wanted.library.is_some() => {
                    return Err(unusable(&path, &format!("cannot be opened ({error})")));
                }
                Err(_) => tried.push(path.display().to_string()),
            }
        }
        Err(PhonemeError::NoLibrary {
            why: format!(
                "the library of espeak-ng was not found ({})",
                tried.join(", ")
            ),
            hint: hint(),
        })
    }

    fn from(library: Library, path: PathBuf, wanted: &Wanted) -> Result<Espeak, PhonemeError> {
        let lacks = |name: &str| unusable(&path, &format!("is not espeak-ng: it has no `{name}`"));
        // SAFETY: the types are those of the published header (speak_lib.h), unchanged since espeak-ng 1.49.
        let (initialize, set_voice, set_properties, current, text_to_phonemes, info) = unsafe {
            (
                *library
                    .get::<Initialize>("espeak_Initialize")
                    .map_err(|_| lacks("espeak_Initialize"))?,
                *library
                    .get::<SetVoice>("espeak_SetVoiceByName")
                    .map_err(|_| lacks("espeak_SetVoiceByName"))?,
                *library
                    .get::<SetProperties>("espeak_SetVoiceByProperties")
                    .map_err(|_| lacks("espeak_SetVoiceByProperties"))?,
                *library
                    .get::<Current>("espeak_GetCurrentVoice")
                    .map_err(|_| lacks("espeak_GetCurrentVoice"))?,
                *library
                    .get::<TextToPhonemes>("espeak_TextToPhonemes")
                    .map_err(|_| lacks("espeak_TextToPhonemes"))?,
                *library
                    .get::<Info>("espeak_Info")
                    .map_err(|_| lacks("espeak_Info"))?,
            )
        };
        // Never closed, so that the functions above stay where they are.
        std::mem::forget(library);
        let mut espeak = Espeak {
            initialize,
            set_voice,
            set_properties,
            current,
            text_to_phonemes,
            info,
            data: wanted.data(&path),
            path,
            version: String::new(),
            asleep: true,
        };
        espeak.start()?;
        Ok(espeak)
    }

    /// Reads the data.
    fn start(&mut self) -> Result<(), PhonemeError> {
        let data = self.data.as_deref().map(c_path).transpose()?;
        let folder = data.as_ref().map_or(std::ptr::null(), |d| d.as_ptr());
        // SAFETY: `folder` is null or ends with a NUL, and outlives the call.
        let rate = unsafe { (self.initialize)(SYNCHRONOUS, 0, folder, DONT_EXIT) };
        if rate <= 0 {
            let whose = match &self.data {
                Some(data) => format!("its data in {}", data.display()),
                None => "its own data (espeak-ng-data)".to_owned(),
            };
            return Err(unusable(&self.path, &format!("cannot read {whose}")));
        }
        // SAFETY: gives a string of its own that lasts as long as the library.
        let version = unsafe { (self.info)(std::ptr::null_mut()) };
        if !version.is_null() {
            // SAFETY: as above.
            let version = unsafe { CStr::from_ptr(version) };
            self.version = version.to_string_lossy().into_owned();
        }
        self.asleep = false;
        Ok(())
    }

    /// As it names its version: `1.52.0`.
    pub(super) fn version(&self) -> &str {
        self.version.split_whitespace().next().unwrap_or("unknown")
    }

    /// Speaks in this voice from now on. It is set anew for every text, which also forgets what the last text
    /// left behind.
    pub(super) fn voice(&mut self, voice: &str) -> Result<(), PhonemeError> {
        let none = || PhonemeError::NoVoice {
            voice: voice.to_owned(),
            version: self.version().to_owned(),
        };
        // A name becomes part of a path in espeak, and comes from the configuration of a model.
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_+".contains(&b);
        if voice.is_empty() || voice.len() > LONGEST_NAME || !voice.bytes().all(plain) {
            return Err(none());
        }
        // The one tag of a language that it has under another name only: it calls British English just English.
        let voice = if voice == "en-gb" { "en" } else { voice };
        let name = CString::new(voice).map_err(|_| none())?;
        // SAFETY: the name ends with a NUL and outlives the call.
        if unsafe { (self.set_voice)(name.as_ptr()) } == 0 {
            return Ok(());
        }
        // `en-gb` is the language of a voice in some versions and its name in others.
        let wanted = Properties {
            name: std::ptr::null(),
            languages: name.as_ptr(),
            identifier: std::ptr::null(),
            gender: 0,
            age: 0,
            variant: 0,
            unused: 0,
            score: 0,
            spare: std::ptr::null(),
        };
        // SAFETY: `wanted` and the language in it outlive the call, which keeps neither.
        let set = unsafe { (self.set_properties)(&raw const wanted) };
        // Where no voice has the language it takes the one that is nearest, which may be any.
        match set == 0 && self.speaks(voice) {
            true => Ok(()),
            false => Err(none()),
        }
    }

    /// Is this a language of the voice that is set?
    fn speaks(&self, language: &str) -> bool {
        // SAFETY: null, or a structure of its own that stands until a voice is set.
        let now = unsafe { (self.current)() };
        // SAFETY: as above.
        let mut at = match unsafe { now.as_ref() } {
            Some(now) if !now.languages.is_null() => now.languages,
            _ => return false,
        };
        // A byte of priority, a string, and so on until a byte of 0.
        for _ in 0..LONGEST_NAME {
            // SAFETY: espeak's own list, not read beyond the byte that ends it.
            if unsafe { *at } == 0 {
                return false;
            }
            // SAFETY: behind a priority stands a name.
            let name = unsafe { CStr::from_ptr(at.add(1)) };
            if name.to_bytes().eq_ignore_ascii_case(language.as_bytes()) {
                return true;
            }
            // SAFETY: behind the NUL of an entry stands the next one, or the byte that ends the list.
            at = unsafe { at.add(name.to_bytes().len() + 2) };
        }
        false
    }

    /// The clauses of a text, in order, in the voice that was set. A NUL ends it.
    pub(super) fn clauses(&mut self, text: &str) -> Result<Vec<Said>, PhonemeError> {
        let length = text.find('\0').unwrap_or(text.len());
        let copy = CString::new(&text.as_bytes()[..length])
            .map_err(|_| failed("reading a text", "a NUL in it"))?;
        let base = copy.as_ptr().cast::<c_void>();
        let mut at = base;
        let mut before = 0;
        let mut found = Vec::new();
        loop {
            // SAFETY: `at` is null or points into `copy`, which ends with a NUL and lives on.
            let said = unsafe { (self.text_to_phonemes)(&raw mut at, UTF8, IPA) };
            if said.is_null() {
                return Err(failed("making phonemes", "it gave none"));
            }
            // SAFETY: a string in a buffer of espeak's, which stands until the next call; this is behind a lock.
            let phonemes = unsafe { CStr::from_ptr(said) };
            let end = if at.is_null() {
                length
            } else {
                (at as usize).wrapping_sub(base as usize)
            };
            // It may have read half a character ahead of the clause.
            let end = text.floor_char_boundary(end);
            if end > length || end < before {
                return Err(failed("making phonemes", "it left the text"));
            }
            let last = at.is_null();
            found.push(Said {
                range: before..end,
                phonemes: phonemes.to_string_lossy().into_owned(),
                last,
            });
            if last {
                return Ok(found);
            }
            // Each call reads on; a text of n bytes cannot have more clauses than that, and one.
            if found.len() > length + 1 {
                return Err(failed("making phonemes", "it does not come to an end"));
            }
            before = end;
        }
    }
}

fn c_path(path: &Path) -> Result<CString, PhonemeError> {
    CString::new(path.as_os_str().as_encoded_bytes())
        .map_err(|_| unusable(path, "is no path: there is a NUL in it"))
}

fn failed(doing: &'static str, why: &str) -> PhonemeError {
    PhonemeError::Failed {
        doing,
        why: why.to_owned(),
    }
}
