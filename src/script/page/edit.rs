//! A [`Para`] cut, mended, divided and joined, with every letter still knowing its place.
//!
//! All four are made of one thing, copying a stretch of a paragraph to the end of another, and
//! each takes all its places at once: a megabyte on one line may hold fifty thousand time
//! stamps, and taking them out one by one would move the rest each time.

use super::{Mark, Marked, Para, Segment};
use crate::diag::{Source, Span};
use crate::read::BlockKind;
use crate::script::rules::Rule;

/// What is done to the bytes `from` to `to` of a paragraph's text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::script) struct Edit {
    pub(in crate::script) from: usize,
    pub(in crate::script) to: usize,
    pub(in crate::script) change: Change,
}

/// See [`Edit`].
#[derive(Debug, Clone, PartialEq)]
pub(in crate::script) enum Change {
    /// Left out by this rule.
    Cut(&'static Rule),
    /// Left out and kept as a stage direction.
    Note,
    /// A space is put before `from`; `to` is `from`.
    Space,
}

impl Para {
    /// Makes the changes. They must be in order and must not overlap; one that does not fit the
    /// text is left alone. What is left has single spaces and none at its ends.
    pub(in crate::script) fn edit(&mut self, edits: &[Edit]) {
        let mut new = self.bare();
        let mut at = 0;
        for Edit { from, to, change } in edits {
            let torn = *change != Change::Space && !(self.parts_at(*from) && self.parts_at(*to));
            if *from < at || to < from || self.text.get(*from..*to).is_none() || torn {
                continue;
            }
            new.take(self, at, *from);
            at = *to;
            // `word [laughs].` is `word.` without it.
            let stop = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']');
            let what = match change {
                Change::Space => {
                    new.space();
                    continue;
                }
                Change::Cut(rule) => Marked::Skip(rule),
                Change::Note => Marked::Note(self.text[*from..*to].trim().to_owned()),
            };
            if new.text.ends_with(' ') && self.text[*to..].starts_with(stop) {
                new.text.pop();
                // What was taken out right before stood behind that space.
                let len = new.text.len();
                let behind = new.marks.iter_mut().rev();
                behind.take_while(|m| m.at > len).for_each(|m| m.at = len);
            }
            // What was cut out of it before stays cut by the rule that did it.
            let first = self.marks.partition_point(|mark| mark.at < *from);
            let before = self.marks[first..].iter().take_while(|mark| mark.at < *to);
            let mut marks: Vec<(Span, Marked)> =
                before.map(|mark| (mark.span, mark.what.clone())).collect();
            let spans = self.spans(*from, *to).into_iter();
            marks.extend(spans.map(|span| (span, what.clone())));
            marks.sort_by_key(|(span, _)| *span);
            for (span, what) in marks {
                new.mark(span, what);
            }
        }
        new.take(self, at, self.text.len());
        new.finish();
        *self = new;
    }

    /// Divides it before each of these bytes of its text, which must be in order. Pieces without
    /// a letter are left out, but for their marks, which go to the piece before.
    pub(in crate::script) fn split(self, at: &[usize], source: &Source) -> Vec<Para> {
        let mut all: Vec<Para> = Vec::with_capacity(at.len() + 1);
        let mut from = 0;
        for to in at.iter().copied().chain([self.text.len()]) {
            if to < from || self.text.get(from..to).is_none() || !self.parts_at(to) {
                continue;
            }
            let mut part = self.bare();
            part.take(&self, from, to);
            part.finish();
            from = to;
            match all.last_mut() {
                Some(last) if part.text.is_empty() => {
                    let at = last.text.len();
                    let marks = part.marks.into_iter().map(|mark| Mark { at, ..mark });
                    last.marks.extend(marks);
                }
                _ => all.push(part),
            }
        }
        let count = all.len();
        let mut starts: Vec<usize> = all.iter().skip(1).map(|part| part.place(0)).collect();
        starts.push(usize::MAX);
        let mut before = 0;
        for (n, part) in all.iter_mut().enumerate() {
            let (mut start, mut end) = (part.place(0), part.end);
            if n == 0 {
                start = self.span.start;
            } else {
                part.line = source.line(start);
            }
            if n + 1 == count {
                end = self.span.end;
            }
            // What stands between two pieces and is out of the text goes with the first.
            part.controls
                .retain(|span| before <= span.start && span.start < starts[n]);
            before = starts[n];
            end = part.controls.last().map_or(end, |span| end.max(span.end));
            part.span = Span::new(start, end.max(start));
        }
        all
    }

    /// Puts the words of `next` behind its own, a space between them. Whatever stands between the
    /// two in the source is neither's.
    pub(in crate::script) fn join(&mut self, next: &Para) {
        self.space();
        self.marks.push(Mark {
            at: self.text.len(),
            span: Span::at(self.end),
            what: Marked::Tear,
        });
        self.take(next, 0, next.text.len());
        self.finish();
        self.controls.extend(&next.controls);
        self.span = self.span.to(next.span);
        if let (Some((start, _)), Some((_, end))) = (self.time, next.time) {
            self.time = Some((start, end));
        }
    }

    /// The parts of the source in which the bytes `from` to `to` of the text stand: one, unless
    /// something was taken out between them.
    pub(in crate::script) fn spans(&self, from: usize, to: usize) -> Vec<Span> {
        let stretches = self.stretches(from, to).into_iter();
        let bare = stretches.filter_map(|(from, to, _)| bare(&self.text, from, to));
        bare.map(|(from, to)| self.place_of(from, to)).collect()
    }

    /// The stretches of the text between its marks, from `from` to `to`, and the mark after each.
    pub(in crate::script) fn stretches(
        &self,
        from: usize,
        to: usize,
    ) -> Vec<(usize, usize, Option<&Mark>)> {
        let mut all = Vec::new();
        let mut at = from;
        let begin = self.marks.partition_point(|mark| mark.at < from);
        for mark in self.marks[begin..].iter().take_while(|m| m.at <= to) {
            all.push((at, mark.at, Some(mark)));
            at = mark.at;
        }
        all.push((at, to, None));
        all
    }

    /// May the text be parted before byte `at`? Not between letters that come from one place of
    /// the source, as those of an entity do: each would be said to stand in all of it.
    fn parts_at(&self, at: usize) -> bool {
        let next = self.segments.partition_point(|s| s.text <= at);
        let segment = next.checked_sub(1).map(|n| self.segments[n]);
        at >= self.text.len() || segment.is_none_or(|s| s.exact || s.text == at)
    }

    /// The same paragraph without its words.
    fn bare(&self) -> Para {
        Para {
            text: String::new(),
            styles: Vec::new(),
            marks: Vec::new(),
            segments: Vec::new(),
            gaps: Vec::new(),
            controls: self.controls.clone(),
            speaker: self.speaker.clone(),
            language: self.language.clone(),
            end: self.span.start,
            ..*self
        }
    }

    /// Copies the bytes `from` to `to` of another's text to the end, with all that hangs on them.
    fn take(&mut self, other: &Para, from: usize, to: usize) {
        let last = to == other.text.len();
        let begin = other.marks.partition_point(|mark| mark.at < from);
        let marks = other.marks[begin..].iter();
        let marks = marks.take_while(|mark| mark.at < to || last);
        let folded = self.text.is_empty() || self.text.ends_with(' ');
        let start = from + usize::from(folded && other.text[from..to].starts_with(' '));
        let base = self.text.len();
        let moved = |at: usize| base + at.max(start) - start;
        self.marks.extend(marks.map(|mark| Mark {
            at: moved(mark.at),
            ..mark.clone()
        }));
        if start >= to {
            return;
        }
        self.text.push_str(&other.text[start..to]);
        let first = other.segments.partition_point(|s| s.text <= start);
        let segments = other.segments[first.saturating_sub(1)..].iter();
        for segment in segments.take_while(|s| s.text < to) {
            let skipped = start.saturating_sub(segment.text);
            let source = segment.source + if segment.exact { skipped } else { 0 };
            self.segments.push(Segment {
                text: moved(segment.text),
                source,
                ..*segment
            });
        }
        let first = other.gaps.partition_point(|(at, _)| *at < start);
        let gaps = other.gaps[first..].iter().take_while(|gap| gap.0 < to);
        self.gaps.extend(gaps.map(|(at, gap)| (moved(*at), *gap)));
        let first = other.styles.partition_point(|(_, end, _)| *end <= start);
        for (a, b, style) in other.styles[first..].iter().take_while(|s| s.0 < to) {
            let (a, b) = (moved(*a), moved((*b).min(to)));
            match self.styles.last_mut() {
                Some(last) if last.1 == a && last.2 == *style => last.1 = b,
                _ => self.styles.push((a, b, *style)),
            }
        }
        self.end = self.letter_end(self.text.len());
    }

    fn space(&mut self) {
        if self.text.is_empty() || self.text.ends_with(' ') {
            return;
        }
        self.segments.push(Segment {
            text: self.text.len(),
            source: self.end,
            exact: false,
            source_end: self.end,
        });
        self.text.push(' ');
    }

    fn mark(&mut self, span: Span, what: Marked) {
        let at = self.text.len();
        self.marks.push(Mark { at, span, what });
    }

    fn finish(&mut self) {
        let len = self.text.trim_end_matches(' ').len();
        self.text.truncate(len);
        self.segments.retain(|s| s.text < len);
        self.styles.retain_mut(|(start, end, _)| {
            *end = (*end).min(len);
            *start < *end
        });
        for mark in &mut self.marks {
            mark.at = mark.at.min(len);
        }
        if len > 0 {
            self.end = self.letter_end(len);
        }
    }
}

/// Takes out the paragraphs in which no words are left after an edit. What was cut out of them goes
/// to the paragraph before, or to the one behind where none has words yet, since each stage
/// direction must stand in something that is shown.
pub(in crate::script) fn tidy(paras: &mut Vec<Para>) {
    let mut kept: Vec<Para> = Vec::with_capacity(paras.len());
    let mut waiting: (Vec<Mark>, Vec<Span>) = Default::default();
    for mut para in paras.drain(..) {
        let running = matches!(para.kind, BlockKind::Heading(_) | BlockKind::Rule);
        if para.text.is_empty() && !para.marks.is_empty() {
            match kept.last_mut() {
                Some(last) if !matches!(last.kind, BlockKind::Heading(_) | BlockKind::Rule) => {
                    let at = last.text.len();
                    let marks = para.marks.into_iter().map(|mark| Mark { at, ..mark });
                    last.marks.extend(marks);
                    last.controls.extend(para.controls);
                }
                _ => {
                    waiting.0.extend(para.marks);
                    waiting.1.extend(para.controls);
                }
            }
            continue;
        }
        if !running && !para.text.is_empty() && !waiting.0.is_empty() {
            let marks = waiting.0.drain(..).map(|mark| Mark { at: 0, ..mark });
            para.marks.splice(0..0, marks);
            para.controls.splice(0..0, waiting.1.drain(..));
        }
        kept.push(para);
    }
    // Nothing behind them had words.
    if let Some(last) = kept.last_mut().filter(|_| !waiting.0.is_empty()) {
        let at = last.text.len();
        last.marks
            .extend(waiting.0.into_iter().map(|mark| Mark { at, ..mark }));
        last.controls.extend(waiting.1);
    }
    *paras = kept;
}

/// A stretch without the spaces at its ends; `None` if there is nothing else.
pub(super) fn bare(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let words = text.get(from..to)?;
    let start = from + (words.len() - words.trim_start_matches(' ').len());
    let end = from + words.trim_end_matches(' ').len();
    (start < end).then_some((start, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::paragraphs;
    use super::*;
    use crate::script::cases::document;
    use crate::script::rules;

    /// Every letter but a space stands where it says.
    fn places(para: &Para, source: &Source) {
        for (at, c) in para.text.char_indices().filter(|(_, c)| *c != ' ') {
            let span = para.place_of(at, at + c.len_utf8());
            assert_eq!(source.slice(span), c.to_string(), "{at} of {}", para.text);
        }
    }

    fn para(name: &str, text: &str) -> (Para, Source) {
        let document = document(name, text);
        (paragraphs(&document).remove(0), document.source)
    }

    fn find(para: &Para, what: &str, change: Change) -> Edit {
        let from = para.text.find(what).unwrap();
        Edit {
            from,
            to: from + what.len(),
            change,
        }
    }

    #[test]
    fn what_is_cut_leaves_single_spaces_and_right_places() {
        let (mut para, source) = para(
            "x.md",
            "(00:12) It **was [laughs] late**, and RizBerg left [sighs]. (00:15)",
        );
        let cut = Change::Cut(&rules::ADDRESS);
        let joint = para.text.find("Berg").unwrap();
        let edits = [
            find(&para, "(00:12)", cut.clone()),
            find(&para, "[laughs]", Change::Note),
            Edit {
                from: joint,
                to: joint,
                change: Change::Space,
            },
            find(&para, "[sighs]", Change::Note),
            find(&para, "(00:15)", cut),
        ];
        para.edit(&edits);
        assert_eq!(para.text, "It was late, and Riz Berg left.");
        places(&para, &source);
        let marks: Vec<(usize, &str)> = para
            .marks
            .iter()
            .map(|mark| (mark.at, source.slice(mark.span)))
            .collect();
        assert_eq!(
            marks,
            [
                (0, "(00:12)"),
                (7, "[laughs]"),
                (30, "[sighs]"),
                (31, "(00:15)")
            ]
        );
        let bold: Vec<_> = para.styles.iter().map(|s| (s.0, s.1)).collect();
        assert_eq!(bold, [(3, 11)]);
        // And once more, on top of what was done.
        let edits = [find(&para, "Riz", Change::Note)];
        para.edit(&edits);
        assert_eq!(para.text, "It was late, and Berg left.");
        places(&para, &source);
        assert_eq!(para.spans(0, para.text.len()).len(), 4);
        // What was cut inside of what is cut now is still told.
        let edits = [find(&para, "was late, and", Change::Note)];
        para.edit(&edits);
        assert!(
            para.marks
                .iter()
                .any(|m| source.slice(m.span) == "[laughs]")
        );
    }

    #[test]
    fn marks_stay_in_order_where_a_space_goes() {
        let (mut para, _) = para("x.txt", "So it was [laughs] (00:12). And on.");
        let edits = [
            find(&para, "[laughs]", Change::Note),
            find(&para, "(00:12)", Change::Cut(&rules::ADDRESS)),
        ];
        para.edit(&edits);
        assert_eq!(para.text, "So it was. And on.");
        assert!(para.marks.windows(2).all(|pair| pair[0].at <= pair[1].at));
    }

    #[test]
    fn a_paragraph_falls_apart_and_together() {
        let (para, source) = para("x.txt", "Ann: Why\nso long?  Bob: Oh. Ann: Yes.");
        let at = [
            para.text.find("Bob").unwrap(),
            para.text.rfind("Ann").unwrap(),
        ];
        let parts = para.split(&at, &source);
        let texts: Vec<&str> = parts.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["Ann: Why so long?", "Bob: Oh.", "Ann: Yes."]);
        assert_eq!(parts.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 2, 2]);
        let spans: Vec<&str> = parts.iter().map(|p| source.slice(p.span)).collect();
        assert_eq!(spans, ["Ann: Why\nso long?", "Bob: Oh.", "Ann: Yes."]);
        for part in &parts {
            places(part, &source);
        }
        let mut parts = parts.into_iter();
        let mut first = parts.next().unwrap();
        let last = parts.nth(1).unwrap();
        first.join(&last);
        assert_eq!(first.text, "Ann: Why so long? Ann: Yes.");
        places(&first, &source);
        assert_eq!(first.spans(0, first.text.len()).len(), 2);
    }

    #[test]
    fn what_does_not_fit_is_left_alone() {
        let (mut para, _) = para("x.txt", "Zoë was here.");
        let edit = |from, to| Edit {
            from,
            to,
            change: Change::Note,
        };
        para.edit(&[edit(3, 5), edit(8, 6), edit(40, 50)]);
        assert_eq!(para.text, "Zoë was here.");
        assert!(para.marks.is_empty());
    }
}
