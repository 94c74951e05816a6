//! A line of text to samples, through the C of SVOX Pico: the one file that calls it.
//!
//! Pico allocates from an arena that it is given, and reads parts of it before it writes them:
//! in an arena that was used before, the same line differs here and there. So the arena is
//! zeroed once, voice and engine are set up in it, and this state is kept as a copy that every
//! line starts from. That costs one copy of two megabytes a line (0.1 ms), where a new system
//! would open, read and parse the voice's files again for every sentence; and it heals the
//! engine after an error, which the engine's own reset does only in part.
#![allow(unsafe_code)] // The bindings are C functions; nothing here leaves this file unsafe.

use super::passing::{Passed, Reader, Rings};
use std::ffi::{CStr, CString, c_void};
use std::path::Path;
use std::ptr;
use ttspico_sys as c;

/// Bytes of the arena: the largest voice needs 1.5 MB when it is loaded and under 3 MB while it
/// speaks.
const ARENA: usize = 4 << 20;

/// Words of a page of the arena: 4 kB.
const PAGE: usize = 256;

/// The longest path that Pico can open, without the NUL: it copies the path into an array of
/// 512 bytes and looks at no length.
pub(super) const LONGEST_PATH: usize = 511;

/// Bytes asked for at a time; more than 255 is an error in Pico.
const PIECE: usize = 128;

/// Steps of the engine that may pass without a sample. A line takes some hundreds before its
/// first; what takes a million never ends.
const SILENT_STEPS: u32 = 1_000_000;

/// Samples that one text may become: half an hour, which the longest text of nothing but digits
/// stays below at the slowest speed.
const MOST_SAMPLES: usize = 1800 * 16_000;

/// The name under which the one voice of a system is defined.
const VOICE: &CStr = c"voice";

/// What failed, in the step that failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) doing: &'static str,
    pub(super) message: String,
}

/// One voice, loaded. Not `Send`: it is full of pointers into its own arena.
pub(super) struct System {
    /// As 16-byte words, because Pico aligns within the arena, but not the arena itself.
    arena: Vec<u128>,
    /// What the arena held when the voice was ready: its pages that are not all zero, each with
    /// where it begins. About half of them.
    ready: Vec<(usize, Vec<u128>)>,
    system: c::pico_System,
    engine: c::pico_Engine,
    resources: [c::pico_Resource; 2],
    /// Where words and phonemes pass by; `None` if those places were not found.
    rings: Option<Rings>,
}

impl System {
    /// Loads a voice from its text analysis and its signal generation file.
    pub(super) fn open(analysis: &Path, signal: &Path) -> Result<System, Failure> {
        let mut this = System {
            arena: vec![0; ARENA / size_of::<u128>()],
            ready: Vec::new(),
            system: ptr::null_mut(),
            engine: ptr::null_mut(),
            resources: [ptr::null_mut(); 2],
            rings: None,
        };
        let arena = this.arena.as_mut_ptr().cast::<c_void>();
        // SAFETY: the arena is ARENA bytes, and lives (unmoved, on the heap) as long as `this`,
        // whose drop ends the system.
        let status = unsafe { c::pico_initialize(arena, ARENA as u32, &mut this.system) };
        this.check(status, "starting")?;
        // SAFETY: the system was just made; the name ends with a NUL.
        let status = unsafe { c::pico_createVoiceDefinition(this.system, VOICE.as_ptr().cast()) };
        this.check(status, "defining the voice")?;
        for (slot, path) in [analysis, signal].into_iter().enumerate() {
            this.load(slot, path)?;
        }
        // SAFETY: as above; the voice was defined.
        let status =
            unsafe { c::pico_newEngine(this.system, VOICE.as_ptr().cast(), &mut this.engine) };
        this.check(status, "making the engine")?;
        this.rings = Rings::find(&this.arena, arena as usize, this.engine as usize);
        this.ready = this
            .arena
            .chunks(PAGE)
            .enumerate()
            .filter(|(_, page)| page.iter().any(|word| *word != 0))
            .map(|(at, page)| (at * PAGE, page.to_vec()))
            .collect();
        Ok(this)
    }

    fn load(&mut self, slot: usize, path: &Path) -> Result<(), Failure> {
        let doing = "loading the voice";
        let bytes = path.as_os_str().as_encoded_bytes();
        let name = CString::new(bytes)
            .ok()
            .filter(|_| bytes.len() <= LONGEST_PATH);
        let Some(name) = name else {
            return Err(Failure {
                doing,
                message: format!("it cannot open a path like {}", path.display()),
            });
        };
        // SAFETY: the path ends with a NUL and fits the array that Pico copies it to.
        let status = unsafe {
            c::pico_loadResource(self.system, name.as_ptr().cast(), &mut self.resources[slot])
        };
        self.check(status, doing)?;
        let mut own_name = [0; c::PICO_RETSTRINGSIZE];
        // SAFETY: the resource was just loaded; Pico writes at most PICO_RETSTRINGSIZE bytes.
        let status = unsafe {
            c::pico_getResourceName(self.system, self.resources[slot], own_name.as_mut_ptr())
        };
        self.check(status, doing)?;
        // SAFETY: both names end with a NUL, the second because Pico wrote it.
        let status = unsafe {
            c::pico_addResourceToVoiceDefinition(
                self.system,
                VOICE.as_ptr().cast(),
                own_name.as_ptr().cast(),
            )
        };
        self.check(status, doing)
    }

    fn check(&self, status: c::pico_Status, doing: &'static str) -> Result<(), Failure> {
        // Positive values are warnings.
        if status >= c::PICO_OK {
            return Ok(());
        }
        let mut message = [0; c::PICO_RETSTRINGSIZE];
        // SAFETY: Pico checks the handle, and writes at most PICO_RETSTRINGSIZE bytes.
        let told =
            unsafe { c::pico_getSystemStatusMessage(self.system, status, message.as_mut_ptr()) };
        let bytes: Vec<u8> = message.iter().map(|b| *b as u8).collect();
        let text = CStr::from_bytes_until_nul(&bytes).unwrap_or_default();
        let message = match text.to_string_lossy() {
            text if told == c::PICO_OK && !text.is_empty() => format!("{text} (status {status})"),
            _ => format!("status {status}"),
        };
        Err(Failure { doing, message })
    }

    /// The sound of a text at 16 kHz, silence before and after it included, and what passed
    /// between the stages. `text` must be what `markup` made: no markup of the user's, no monsters.
    pub(super) fn speak(&mut self, text: &str) -> Result<(Vec<i16>, Passed), Failure> {
        self.restore();
        let mut samples = Vec::new();
        let mut reader = Reader::default();
        let failed = |message: String| Failure {
            doing: "speaking",
            message,
        };
        // The NUL says that the text is complete; without it the last words stay inside.
        let mut left = [text.as_bytes(), b"\0"].concat();
        let mut silent = 0;
        loop {
            let size = left.len().min(i16::MAX as usize) as i16;
            let mut put: i16 = 0;
            // SAFETY: the engine lives in the arena; `size` bytes of `left` are readable.
            let status = unsafe { c::pico_putTextUtf8(self.engine, left.as_ptr(), size, &mut put) };
            if status < c::PICO_OK {
                return Err(failed(format!("text refused (status {status})")));
            }
            left.drain(..usize::try_from(put).unwrap_or(0).min(left.len()));

            let mut piece = [0i16; PIECE / 2];
            let (mut got, mut kind): (i16, i16) = (0, 0);
            // SAFETY: `piece` takes PIECE bytes and is aligned for samples.
            let status = unsafe {
                c::pico_getData(
                    self.engine,
                    piece.as_mut_ptr().cast(),
                    PIECE as i16,
                    &mut got,
                    &mut kind,
                )
            };
            let count = usize::try_from(got).unwrap_or(0) / 2;
            samples.extend_from_slice(&piece[..count.min(piece.len())]);
            silent = if count == 0 { silent + 1 } else { 0 };
            if let Some(rings) = &self.rings {
                rings.read(&self.arena, &mut reader);
            }
            match status {
                c::PICO_STEP_BUSY if silent > SILENT_STEPS || samples.len() > MOST_SAMPLES => {
                    return Err(failed("it does not come to an end".into()));
                }
                c::PICO_STEP_BUSY => {}
                c::PICO_STEP_IDLE if left.is_empty() => return Ok((samples, reader.passed)),
                c::PICO_STEP_IDLE if put > 0 => {}
                _ => return Err(failed(format!("status {status}"))),
            }
        }
    }

    /// Puts the arena back to where the voice was just loaded.
    fn restore(&mut self) {
        self.arena.fill(0);
        for (at, page) in &self.ready {
            self.arena[*at..at + page.len()].copy_from_slice(page);
        }
    }
}

impl Drop for System {
    fn drop(&mut self) {
        if self.system.is_null() {
            return;
        }
        if !self.ready.is_empty() {
            self.restore();
        }
        // SAFETY: what was made is ended in the order that Pico wants, in a state of the arena in
        // which it was whole; Pico checks each handle. Only unloading closes the files.
        unsafe {
            if !self.engine.is_null() {
                c::pico_disposeEngine(self.system, &mut self.engine);
            }
            for resource in self.resources.iter_mut().filter(|r| !r.is_null()) {
                c::pico_unloadResource(self.system, resource);
            }
            c::pico_terminate(&mut self.system);
        }
    }
}
