//! Pico's stages at work to the words, the phonemes and the lengths that pass between them.
//!
//! Pico has no interface for times. It has `<mark>`, and throws every mark away as the last thing
//! before `pico_getData` returns; and a mark does not leave the sound alone, because it stands
//! between two words when their phonemes are chosen: of 1,500 lines in six voices 1,269 sounded
//! otherwise with marks than without, some 80 ms longer or shorter. But all that a stage hands to the next
//! goes through a ring buffer in the arena, which is ours. So the rings are read along after every
//! step, and the text stays as it is: the words as they are read, their phonemes with the borders
//! of words between them, and how many frames each phoneme lasts. Nothing is written there and
//! nothing called: if the layout were not that of the pinned version, times would be missing, and
//! no harm done. Rejected besides marks: marking by `<volume>`, which is heard; a second pass, which
//! costs the time again; patching the C.

use std::ops::Range;

/// One item as a stage hands it on (`picodata.h`, "item header").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is, and two details of it.
    pub(super) kind: u8,
    pub(super) info: [u8; 2],
    pub(super) content: Vec<u8>,
}

/// What passed while a text was spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Passed {
    /// Out of the preprocessing: words in letters, punctuation, commands.
    pub(super) words: Vec<Item>,
    /// Out of the phonology: syllables of phonemes, and the borders of words and phrases.
    pub(super) syllables: Vec<Item>,
    /// Out of the acoustics: phonemes with the frames of their states.
    pub(super) phonemes: Vec<Item>,
}

/// The three rings that are read along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rings([Ring; 3]);

/// Where reading along is, for one text.
#[derive(Debug, Default)]
pub(super) struct Reader {
    at: [usize; 3],
    pub(super) passed: Passed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Ring {
    /// Where its description begins, in bytes of the arena: a pointer to its bytes, then the place
    /// where it is written, that where it is read, how much it holds and its size, of 16 bits each
    /// (`picodata.c`, `picodata_char_buffer`).
    about: usize,
    /// Its bytes in the arena.
    bytes: Range<usize>,
}

/// The first field of an engine is its own address with this over it (`picoctrl.c`).
const MAGIC: usize = 0x5069_436f;
/// Fields, counted in pointers: of an engine the stage that moves the others
/// (`picoctrl_engine.control`), of that its stages (`picodata_processing_unit.subObj`, in which
/// they begin at the second pointer), of a stage the ring that it fills (`.cbOut`).
const CONTROL: usize = 4;
const STAGES: usize = 8;
const FIRST: usize = 1;
const OUT: usize = 6;
/// The stages that are listened to, counted from the first: preprocessing, phonology, acoustics.
const HEARD: [usize; 3] = [1, 5, 6];

/// Bytes before what an item holds; the last of them is its length.
const HEAD: usize = 4;
const POINTER: usize = size_of::<usize>();

impl Rings {
    /// Finds the rings of an engine: `base` is the address of the arena, `engine` that of the
    /// engine in it. `None` if anything does not look as it should.
    pub(super) fn find(arena: &[u128], base: usize, engine: usize) -> Option<Rings> {
        let field = |of: usize, number: usize| {
            let at = of.checked_add(number * POINTER)?;
            pointer(arena, at)?.checked_sub(base)
        };
        let engine_at = engine.checked_sub(base)?;
        if pointer(arena, engine_at)? != engine ^ MAGIC {
            return None;
        }
        let stages = field(field(engine_at, CONTROL)?, STAGES)?;
        let ring = |number: usize| {
            let about = field(field(stages, FIRST + number)?, OUT)?;
            let from = field(about, 0)?;
            let size = usize::from(short(arena, about + POINTER + 6)?);
            let bytes = from..from.checked_add(size)?;
            let whole = size > HEAD && bytes.end <= size_of_val(arena);
            whole.then_some(Ring { about, bytes })
        };
        let [words, syllables, phonemes] = HEARD.map(ring);
        Some(Rings([words?, syllables?, phonemes?]))
    }

    /// Reads what was written since `reader` looked last. To be called after every step: a stage
    /// cannot fill a ring twice in one.
    pub(super) fn read(&self, arena: &[u128], reader: &mut Reader) {
        let passed = &mut reader.passed;
        let lists = [
            &mut passed.words,
            &mut passed.syllables,
            &mut passed.phonemes,
        ];
        for ((ring, at), list) in self.0.iter().zip(&mut reader.at).zip(lists) {
            let written = ring.written(arena);
            // Whole items are written; a length that leads past them was never one.
            let mut left = (written + ring.bytes.len() - *at) % ring.bytes.len();
            while left >= HEAD {
                let item = ring.item(arena, *at);
                left = left.saturating_sub(HEAD + item.content.len());
                *at = (*at + HEAD + item.content.len()) % ring.bytes.len();
                list.push(item);
            }
            *at = written;
        }
    }
}

impl Ring {
    /// Where it will be written next.
    fn written(&self, arena: &[u128]) -> usize {
        let at = short(arena, self.about + POINTER).map_or(0, usize::from);
        at % self.bytes.len()
    }

    fn item(&self, arena: &[u128], at: usize) -> Item {
        let of = |n: usize| {
            let place = self.bytes.start + (at + n) % self.bytes.len();
            byte(arena, place).unwrap_or_default()
        };
        Item {
            kind: of(0),
            info: [of(1), of(2)],
            content: (HEAD..HEAD + usize::from(of(3))).map(of).collect(),
        }
    }
}

fn byte(arena: &[u128], at: usize) -> Option<u8> {
    let word = arena.get(at / size_of::<u128>())?;
    Some(word.to_ne_bytes()[at % size_of::<u128>()])
}

fn short(arena: &[u128], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes([
        byte(arena, at)?,
        byte(arena, at.checked_add(1)?)?,
    ]))
}

fn pointer(arena: &[u128], at: usize) -> Option<usize> {
    let mut bytes = [0; POINTER];
    for (n, slot) in bytes.iter_mut().enumerate() {
        *slot = byte(arena, at.checked_add(n)?)?;
    }
    Some(usize::from_ne_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: usize = 4096;

    /// An arena with an engine at byte 64 whose every stage fills one ring of 16 bytes.
    fn arena() -> Vec<u128> {
        let mut bytes = vec![0u8; 2048];
        let mut put = |at: usize, value: usize| {
            bytes[at..at + POINTER].copy_from_slice(&value.to_ne_bytes());
        };
        put(64, (BASE + 64) ^ MAGIC);
        put(64 + CONTROL * POINTER, BASE + 256);
        put(256 + STAGES * POINTER, BASE + 512);
        for stage in 0..9 {
            put(512 + (FIRST + stage) * POINTER, BASE + 768);
        }
        put(768 + OUT * POINTER, BASE + 1024);
        put(1024, BASE + 1200);
        bytes[1024 + POINTER + 6] = 16;
        bytes
            .chunks_exact(16)
            .map(|c| c.iter().rev().fold(0, |n, b| n << 8 | u128::from(*b)))
            .map(u128::to_le)
            .collect()
    }

    fn set(arena: &mut [u128], at: usize, value: u8) {
        let mut word = arena[at / 16].to_ne_bytes();
        word[at % 16] = value;
        arena[at / 16] = u128::from_ne_bytes(word);
    }

    #[test]
    fn items_are_read_once_also_around_the_corner() {
        let mut arena = arena();
        let rings = Rings::find(&arena, BASE, BASE + 64).expect("it is as it should be");
        let mut reader = Reader::default();
        let mut said = Vec::new();
        for (at, text) in [(0usize, b"hello"), (9, b"again")] {
            let item: Vec<u8> = [b"g12\x05".as_slice(), text].concat();
            for (n, value) in item.iter().enumerate() {
                set(&mut arena, 1200 + (at + n) % 16, *value);
            }
            let short = ((at + item.len()) % 16) as u16;
            for (n, value) in short.to_ne_bytes().iter().enumerate() {
                set(&mut arena, 1024 + POINTER + n, *value);
            }
            rings.read(&arena, &mut reader);
            rings.read(&arena, &mut reader);
            said = reader.passed.words.clone();
        }
        let texts: Vec<_> = said.iter().map(|item| item.content.as_slice()).collect();
        assert_eq!(texts, [b"hello", b"again"]);
        assert_eq!((said[1].kind, said[1].info), (b'g', *b"12"));
    }

    #[test]
    fn what_is_not_as_it_should_be_is_left_alone() {
        let whole = arena();
        assert_eq!(Rings::find(&whole, BASE, BASE + 80), None);
        assert_eq!(Rings::find(&whole, BASE, 7), None);
        for word in 0..whole.len() {
            let mut torn = whole.clone();
            torn[word] = !torn[word];
            if let Some(rings) = Rings::find(&torn, BASE, BASE + 64) {
                rings.read(&torn, &mut Reader::default());
            }
        }
        assert_eq!(Rings::find(&[], BASE, BASE), None);
    }
}
