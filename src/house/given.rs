//! `NAME=ROLE`, as typed on a command line, to a role that someone was given by hand.
//!
//! It gets a source of its own, so that a mistake in it is drawn like any other: with the text
//! that was typed and what was probably meant.

use super::Role;
use super::schema::ROLES;
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};

/// A role that someone was given by hand, and where.
#[derive(Debug, Clone)]
pub struct Given {
    /// The name, as typed.
    pub name: String,
    /// What that person does.
    pub role: Role,
    /// Where it was said.
    pub source: Source,
    /// Where in it the name stands.
    pub span: Span,
}

/// Reads `NAME=ROLE`; `None` after an error. `option` is what the text was given to (`--people`).
#[must_use]
pub fn given(option: &str, text: &str, diags: &mut Diagnostics) -> Option<Given> {
    let source = Source::new(option, text);
    let Some((name, role)) = text.rsplit_once('=') else {
        diags.push(
            Diagnostic::error(
                &source,
                Span::new(0, text.len()),
                "expected a name, `=` and a role",
            )
            .hint("write it as \"Anna Berg=interviewer\""),
        );
        return None;
    };
    let span = Span::new(0, name.trim_end().len());
    let at = Span::new(name.len() + 1, text.len());
    let role = role_of(role.trim(), &source, at, diags)?;
    let name = name.trim().to_owned();
    if name.is_empty() {
        let message = "a role without a name";
        diags.push(Diagnostic::error(&source, at, message).hint("write the name before the `=`"));
        return None;
    }
    Some(Given {
        name,
        role,
        source,
        span,
    })
}

/// The role of that name, or of another name that is used for it; an error if there is none.
pub(crate) fn role_of(
    text: &str,
    source: &Source,
    at: Span,
    diags: &mut Diagnostics,
) -> Option<Role> {
    let lower = text.to_lowercase();
    let synonym = ROLES.synonyms.iter().find(|(other, _)| *other == lower);
    let name = synonym.map_or(lower.as_str(), |(_, name)| name);
    let role = Role::parse(name);
    if role.is_none() {
        let names = Role::ALL.map(Role::name);
        let label = match closest(&lower, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", names.join(", ")),
        };
        let message = format!("`{text}` is not a role");
        diags.push(Diagnostic::error(source, at, message).label(label));
    }
    role
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_role() {
        for (text, read) in [
            (
                "Anna Berg=interviewer",
                Ok(("Anna Berg", Role::Interviewer)),
            ),
            ("Lantern = Host", Ok(("Lantern", Role::Interviewer))),
            ("A=B = guest", Ok(("A=B", Role::Interviewee))),
            ("Voice=narrator", Ok(("Voice", Role::Narrator))),
            ("Anna", Err("expected a name, `=` and a role")),
            ("Anna=intervewer", Err("`intervewer` is not a role")),
            ("=guest", Err("a role without a name")),
            ("", Err("expected a name, `=` and a role")),
        ] {
            let mut diags = Diagnostics::new();
            let found = given("--people", text, &mut diags);
            let told = diags.iter().next().map(|d| d.message.as_str());
            match read {
                Ok((name, role)) => {
                    let found = found.map(|given| (given.name, given.role));
                    assert_eq!((found, told), (Some((name.to_owned(), role)), None));
                }
                Err(message) => assert_eq!(told, Some(message)),
            }
        }
    }
}
