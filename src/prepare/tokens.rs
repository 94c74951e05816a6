//! Tokens to a form that ten hours of them fit into, and back.
//!
//! A token holds a string of its own, which is right while a sentence is read and wrong for as long
//! as an episode is made: a string of six letters takes a hundred bytes. Here all that a sentence
//! says is one string, and each token knows where its part of it ends.

use super::Token;
use crate::engines::Spoken;

/// The tokens of one sentence. They come back as they were put in.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// The spoken text of all of them, in order.
    text: String,
    packed: Vec<Packed>,
}

/// One token. A sentence is shorter than four gigabytes: files are refused long before.
#[derive(Clone, PartialEq, Eq)]
struct Packed {
    shown: (u32, u32),
    said: Said,
}

#[derive(Clone, PartialEq, Eq)]
enum Said {
    /// Text, up to this byte of the whole.
    Until(u32),
    /// What is rarer, as it is.
    Other(Box<Spoken>),
}

impl Tokens {
    /// Each token in order, made anew.
    pub fn iter(&self) -> impl Iterator<Item = Token> + '_ {
        let mut from = 0;
        self.packed.iter().map(move |packed| {
            let (start, end) = packed.shown;
            let spoken = match &packed.said {
                Said::Until(to) => {
                    let text = &self.text[from..*to as usize];
                    from = *to as usize;
                    Spoken::Text(text.to_owned())
                }
                Said::Other(spoken) => Spoken::clone(spoken),
            };
            Token {
                shown: start as usize..end as usize,
                spoken,
            }
        })
    }
}

impl Extend<Token> for Tokens {
    fn extend<T: IntoIterator<Item = Token>>(&mut self, tokens: T) {
        self.packed.extend(tokens.into_iter().map(|token| Packed {
            shown: (token.shown.start as u32, token.shown.end as u32),
            said: match token.spoken {
                Spoken::Text(said) => {
                    self.text.push_str(&said);
                    Said::Until(self.text.len() as u32)
                }
                other => Said::Other(Box::new(other)),
            },
        }));
    }
}

impl FromIterator<Token> for Tokens {
    fn from_iter<T: IntoIterator<Item = Token>>(tokens: T) -> Self {
        let mut made = Tokens::default();
        made.extend(tokens);
        made.text.shrink_to_fit();
        made.packed.shrink_to_fit();
        made
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_as_they_went_in() {
        let token = |shown, spoken| Token { shown, spoken };
        let ipa = Spoken::Ipa {
            ipa: "wʊd".into(),
            fallback: "wood".into(),
        };
        let given = [
            token(0..3, Spoken::Text("one ".into())),
            token(3..3, Spoken::Break(200)),
            token(4..8, ipa),
            token(8..9, Spoken::Text(String::new())),
            token(9..12, Spoken::Text("zwölf.".into())),
            token(12..12, Spoken::Mark(7)),
        ];
        let tokens: Tokens = given.iter().cloned().collect();
        assert_eq!(tokens.iter().collect::<Vec<_>>(), given);
        assert_eq!(Tokens::default().iter().count(), 0);
        assert!(size_of::<Packed>() <= 24);
    }
}
