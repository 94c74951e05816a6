//! A cast to what it means for one copy: the listening copy is the same house, furnished otherwise.
//!
//! All that differs between copies and stands in the cast is decided here, once; the stages behind
//! follow the house that they are given and need not know for which copy it is. What a stage has
//! to make itself (announcements, the pace) it looks up by [`House::edition`].

use super::{Edition, House, Levels, Names, Pauses, Synthetic};
use crate::audio::Millis;

/// How much longer it is quiet in the listening copy. Readers who speak clearly for listeners with
/// a hearing loss lengthen their pauses more than their words (Krause's "clear speech" is about
/// half as fast and pauses longer and more often); the words become longer by about a quarter here.
const LONGER: f64 = 1.5;

impl House {
    /// This cast as a copy has it. For the episode, as it stands.
    ///
    /// The listening copy has its own levels, no music beneath words (an intro, an outro and
    /// stings stand by themselves and stay), and pauses that are 1.5 times as long, or shorter
    /// again if all of it is to be played faster.
    #[must_use]
    pub fn copy(&self, edition: Edition) -> House {
        let mut house = self.clone();
        house.edition = edition;
        if edition == Edition::Listening {
            house.sound.levels = Levels::Listening;
            house.music.bed = None;
            house.pauses = longer(self.pauses, LONGER / f64::from(self.listening.tempo));
        }
        house
    }

    /// Which copies are made: those that are asked for, else those that the cast names, else the
    /// episode. Each once, the episode first.
    #[must_use]
    pub fn editions(&self, asked: &[Edition]) -> Vec<Edition> {
        let mut all = asked.to_vec();
        if all.is_empty() {
            all.extend(self.copies.iter().map(|at| at.value));
        }
        if all.is_empty() {
            all.push(Edition::Episode);
        }
        all.sort();
        all.dedup();
        all
    }

    /// Is anything said that stands on no page? Somebody has to say it then.
    #[must_use]
    pub fn announces(&self) -> bool {
        let listening = || self.listening.announce || self.listening.names != Names::Never;
        self.synthetic != Synthetic::Off || self.edition == Edition::Listening && listening()
    }
}

fn longer(pauses: Pauses, factor: f64) -> Pauses {
    // The cast's largest pause is a minute, so it fits.
    let scaled = |Millis(millis): Millis| Millis((f64::from(millis) * factor).round() as u32);
    let Pauses {
        question,
        answer,
        turn,
        paragraph,
        sentence,
        chapter,
        topic,
        short_answer,
        breath,
        interruption: _, // nobody speaks at the same time as somebody else
    } = pauses;
    Pauses {
        question: scaled(question),
        answer: scaled(answer),
        turn: scaled(turn),
        paragraph: scaled(paragraph),
        sentence: scaled(sentence),
        chapter: scaled(chapter),
        topic: scaled(topic),
        short_answer: scaled(short_answer),
        breath: scaled(breath),
        interruption: Millis(0),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::fixture::with_tables;
    use super::super::parse;
    use super::*;
    use crate::diag::{Diagnostics, Source};

    fn house(text: &str) -> House {
        let source = Source::new("cast.yaml", text);
        with_tables(|tables| parse(&source, tables, &mut Diagnostics::new())).unwrap()
    }

    #[test]
    fn the_listening_copy_is_quiet_for_longer_and_has_no_bed() {
        let text = "levels: broadcast\nmusic: {intro: a.mp3, bed: b.mp3, sting: c.mp3}\n\
                    pauses: {sentence: 200}\nlistening: {tempo: 1.5}\n";
        let plain = house(text);
        let same = plain.copy(Edition::Episode);
        assert_eq!((same.pauses, same.sound), (plain.pauses, plain.sound));
        let copy = plain.copy(Edition::Listening);
        assert_eq!(copy.sound.levels, Levels::Listening);
        assert!(copy.music.bed.is_none() && copy.music.intro.is_some());
        assert!(copy.music.sting.is_some());
        assert_eq!(copy.pauses.sentence, Millis(200));
        let slow = house("pauses: {sentence: 200}\n").copy(Edition::Listening);
        assert_eq!(slow.pauses.sentence, Millis(300));
    }

    #[test]
    fn who_asks_outranks_the_cast_and_the_episode_comes_first() {
        let both = [Edition::Episode, Edition::Listening];
        assert_eq!(house("").editions(&[]), [Edition::Episode]);
        assert_eq!(house("copies: [listening, episode]\n").editions(&[]), both);
        let asked = [Edition::Listening, Edition::Listening];
        assert_eq!(
            house("copies: episode\n").editions(&asked),
            [Edition::Listening]
        );
    }

    #[test]
    fn nobody_announces_where_nothing_is_to_be_said() {
        for (text, episode, listening) in [
            ("", true, true),
            ("synthetic: off\n", false, true),
            ("synthetic: off\nlistening: {announce: off}\n", false, true),
            (
                "synthetic: off\nlistening: {announce: off, names: never}\n",
                false,
                false,
            ),
            (
                "synthetic: None of us is real.\nlistening: {announce: off, names: never}\n",
                true,
                true,
            ),
        ] {
            let house = house(text);
            let announces = [Edition::Episode, Edition::Listening]
                .map(|edition| house.copy(edition).announces());
            assert_eq!(announces, [episode, listening], "{text}");
        }
    }
}
