//! Samples to AAC-LC frames, by the encoder of Fraunhofer.
//!
//! It computes in integers alone, so the same samples give the same bytes on every machine. It begins with
//! `delay` samples that are not in its input, which an edit list has players leave out, and keeps
//! back as many at the end; they are pushed out by silence, since its binding has no way to say that
//! there is no more.

use crate::audio::Hz;
use fdk_aac::enc::{self, AudioObjectType, BitRate, ChannelMode, EncoderParams, Transport};

/// Samples of a channel in an AAC frame.
pub(super) const FRAME: u64 = 1024;
/// The most that a channel takes in a frame, in bytes: 6144 bits.
pub(super) const LARGEST: u64 = 768;
/// Frames that the encoder may swallow without giving one back before it counts as broken.
const SWALLOWED: u64 = 16;

/// An encoder.
pub(super) struct Aac {
    encoder: enc::Encoder,
    /// AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1): what a decoder has to know before the first frame.
    pub(super) config: Vec<u8>,
    /// Samples of a channel before the first that was put in.
    pub(super) delay: u32,
    /// Samples that wait until a frame is full.
    waiting: Vec<i16>,
    /// Samples of all channels in a frame.
    full: usize,
    frame: Vec<u8>,
    /// Frames that were put in.
    put: u64,
    /// Frames that came out.
    out: u64,
}

/// Frames that are finished.
#[derive(Default)]
pub(super) struct Frames {
    /// One behind the other.
    pub(super) bytes: Vec<u8>,
    /// The size of each.
    pub(super) sizes: Vec<u16>,
}

impl Aac {
    /// For this rate, these channels (1 or 2), and so many bits a second.
    ///
    /// # Errors
    /// What the encoder says against it.
    pub(super) fn new(rate: Hz, channels: u16, bits: u32) -> Result<Aac, String> {
        let encoder = enc::Encoder::new(EncoderParams {
            bit_rate: BitRate::Cbr(bits),
            sample_rate: rate.0,
            transport: Transport::Raw,
            channels: match channels {
                1 => ChannelMode::Mono,
                _ => ChannelMode::Stereo,
            },
            audio_object_type: AudioObjectType::Mpeg4LowComplexity,
        })
        .map_err(|error| error.to_string())?;
        let info = encoder.info().map_err(|error| error.to_string())?;
        let config = info.confBuf.get(..info.confSize as usize);
        if u64::from(info.frameLength) != FRAME {
            return Err(format!("its frames have {} samples", info.frameLength));
        }
        Ok(Aac {
            config: config
                .ok_or("it describes itself at too great a length")?
                .to_vec(),
            delay: info.nDelay,
            waiting: Vec::new(),
            full: FRAME as usize * usize::from(channels),
            // Room for any frame, whatever it says of its longest.
            frame: vec![
                0;
                (LARGEST as usize * usize::from(channels)).max(info.maxOutBufBytes as usize)
            ],
            put: 0,
            out: 0,
            encoder,
        })
    }

    /// How many AAC frames a sound of so many samples of a channel takes.
    pub(super) fn packets(&self, samples: u64) -> u64 {
        (samples + u64::from(self.delay)).div_ceil(FRAME)
    }

    /// Takes the next samples, interleaved.
    ///
    /// # Errors
    /// What the encoder says.
    pub(super) fn push(&mut self, samples: &[f32], done: &mut Frames) -> Result<(), String> {
        for sample in samples {
            self.waiting.push(round(*sample));
            if self.waiting.len() == self.full {
                self.encode(done)?;
            }
        }
        Ok(())
    }

    /// Pushes silence until there are so many frames in all.
    ///
    /// # Errors
    /// As above, and when there are more already, or no more come.
    pub(super) fn finish(&mut self, packets: u64, done: &mut Frames) -> Result<(), String> {
        while self.out < packets {
            self.waiting.resize(self.full, 0);
            self.encode(done)?;
        }
        match self.out == packets && self.waiting.is_empty() {
            true => Ok(()),
            false => Err(format!("it gave more than {packets} frames")),
        }
    }

    /// Encodes the samples that wait.
    fn encode(&mut self, done: &mut Frames) -> Result<(), String> {
        let mut rest = self.waiting.as_slice();
        while !rest.is_empty() {
            let step = self.encoder.encode(rest, &mut self.frame);
            let step = step.map_err(|error| error.to_string())?;
            let given = self.frame.get(..step.output_size).unwrap_or_default();
            if given.is_empty() && step.input_consumed == 0 {
                return Err("it takes no more samples".to_owned());
            }
            if !given.is_empty() {
                let size = u16::try_from(given.len()).map_err(|_| "a frame is too long")?;
                done.bytes.extend_from_slice(given);
                done.sizes.push(size);
                self.out += 1;
            }
            rest = rest.get(step.input_consumed..).unwrap_or_default();
        }
        self.waiting.clear();
        self.put += 1;
        match self.put > self.out + SWALLOWED {
            false => Ok(()),
            true => Err("it gives no frames".to_owned()),
        }
    }
}

/// As the nearest 16-bit sample; what is beyond full scale is at its end, what is no number silence. No dither:
/// it would be coded, too, at the cost of the speech.
fn round(sample: f32) -> i16 {
    let scaled = f64::from(sample) * 32_768.0;
    (scaled + 0.5f64.copysign(scaled)) as i16
}
