//! The elements that are open at a place of the page, and what they say of the text there.
//!
//! One explicit stack: nothing recurses, so ten thousand nested elements are ten thousand
//! entries. Where each name was last opened is known, so that an end tag finds its element, or
//! finds that there is none, without a search.

use super::super::Style;
use super::elements::BARRIERS;
use std::collections::BTreeMap;

/// What holds at a place: inherited from the element around it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// The innermost claim.
    pub(super) claim: usize,
    /// The claim of the innermost element that is a paragraph of its own.
    pub(super) ground: usize,
    /// Level of the heading, 0 for none.
    pub(super) heading: u8,
    /// Inside an item of a list, with its number.
    pub(super) item: Option<Option<u64>>,
    /// Depth of block quotes.
    pub(super) quotes: u8,
    /// Line ends count.
    pub(super) pre: bool,
    /// Nothing in here is text.
    pub(super) dropped: bool,
    /// Not shown, inside a paragraph.
    pub(super) unseen: bool,
    /// Signs that are hidden from screen readers are ornaments.
    pub(super) ornament: bool,
    /// Number of the language in the page's list; 0 is the page's own.
    pub(super) language: usize,
    /// Number of the list in the page's list of lists.
    pub(super) list: usize,
    /// Number of the table, from 1.
    pub(super) table: usize,
    /// Number of the cell, from 1.
    pub(super) cell: usize,
    /// Number of the message, from 1.
    pub(super) message: usize,
}

#[derive(Debug)]
struct Entry {
    name: usize,
    block: bool,
    /// Ended while elements inside of it were still open (`<b><i></b></i>`).
    dead: bool,
    around: Around,
}

/// The looks that elements give to text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// Bold or not.
    Bold,
    /// Italic or not.
    Italic,
    /// A link.
    Link,
    /// A mark of a footnote, or an ordinal.
    Superscript,
}

/// The stack of open elements.
#[derive(Debug)]
pub(super) struct Open {
    entries: Vec<Entry>,
    names: BTreeMap<String, usize>,
    /// For each name, where in `entries` it stands, without the dead.
    places: Vec<Vec<usize>>,
    /// For each mark, the entries that set it and how.
    marks: [Vec<(usize, bool)>; 4],
}

impl Open {
    pub(super) fn new() -> Self {
        let root = Entry {
            name: 0,
            block: true,
            dead: false,
            around: Around::default(),
        };
        Open {
            entries: vec![root],
            names: BTreeMap::from([(String::new(), 0)]),
            places: vec![vec![0]],
            marks: Default::default(),
        }
    }

    /// What holds here.
    pub(super) fn around(&self) -> Around {
        self.entries.last().map(|e| e.around).unwrap_or_default()
    }

    /// How text looks here.
    pub(super) fn style(&self) -> Style {
        let on = |mark: Mark| self.marks[mark as usize].last().is_some_and(|(_, on)| *on);
        Style {
            bold: on(Mark::Bold),
            italic: on(Mark::Italic),
            link: on(Mark::Link),
            superscript: on(Mark::Superscript),
            image: false,
        }
    }

    pub(super) fn push(&mut self, name: &str, block: bool, around: Around) {
        let name = match self.names.get(name) {
            Some(number) => *number,
            None => {
                self.names.insert(name.to_owned(), self.places.len());
                self.places.push(Vec::new());
                self.places.len() - 1
            }
        };
        self.places[name].push(self.entries.len());
        self.entries.push(Entry {
            name,
            block,
            dead: false,
            around,
        });
    }

    /// The innermost element gives this look to what it holds, or takes it away.
    pub(super) fn mark(&mut self, mark: Mark, on: bool) {
        self.marks[mark as usize].push((self.entries.len() - 1, on));
    }

    /// Where the innermost element of a name stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        let number = self.names.get(name)?;
        self.places[*number].last().copied()
    }

    /// The innermost of several names.
    pub(super) fn innermost(&self, names: &[&str]) -> Option<usize> {
        names.iter().filter_map(|name| self.place(name)).max()
    }

    /// The innermost element out of which a stray end tag does not reach.
    pub(super) fn barrier(&self) -> usize {
        self.innermost(BARRIERS).unwrap_or(0)
    }

    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.entries.len()
    }

    /// Is the element at this place a paragraph of its own?
    pub(super) fn is_block(&self, place: usize) -> bool {
        self.entries.get(place).is_some_and(|e| e.block)
    }

    /// Ends the element at this place and all inside of it; the page itself stays.
    pub(super) fn end(&mut self, place: usize) {
        let place = place.max(1);
        while self.entries.len() > place {
            if let Some(entry) = self.entries.pop()
                && !entry.dead
            {
                self.places[entry.name].pop();
            }
        }
        self.settle();
    }

    /// Ends the element at this place; those inside of it stay open.
    pub(super) fn end_alone(&mut self, place: usize) {
        if place + 1 == self.entries.len() {
            self.end(place);
            return;
        }
        if let Some(entry) = self.entries.get_mut(place) {
            entry.dead = true;
            self.places[entry.name].pop();
        }
        self.settle();
    }

    /// Forgets the marks of elements that have ended.
    fn settle(&mut self) {
        for marks in &mut self.marks {
            let ended = |place: usize| self.entries.get(place).is_none_or(|e| e.dead);
            while marks.last().is_some_and(|(place, _)| ended(*place)) {
                marks.pop();
            }
        }
    }
}
