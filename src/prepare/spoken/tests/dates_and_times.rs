//! Dates, times, telephone numbers, ratios, streets, units and left-over markup, as written and
//! as spoken.

use super::check;

#[test]
fn times_with_a_full_stop_and_from_one_to_another() {
    check(
        "en",
        &[
            ("at 7.30pm on", "at seven thirty p.m. on"),
            ("at 7.30 p.m. on", "at seven thirty p.m. on"),
            ("at 7.30 AM on", "at seven thirty a.m. on"),
            ("7.30 of it", "seven point three zero of it"),
            ("we work 9am–5pm.", "we work nine a.m. to five p.m."),
            ("9 a.m. – 5 p.m. daily", "nine a.m. to five p.m. daily"),
            ("9:15-10:30 today", "nine fifteen to ten thirty today"),
            ("7-9pm", "seven to nine p.m."),
            ("at 9am — 5pm is late", "at nine a.m. five p.m. is late"),
            ("at 7 am sharp", "at seven a.m. sharp"),
            ("I am 9, am I?", "I am nine, am I?"),
        ],
    );
    check(
        "de",
        &[("10:15–11:30", "zehn Uhr fünfzehn bis elf Uhr dreißig")],
    );
}

#[test]
fn dates_in_figures() {
    check(
        "en",
        &[
            ("on 3/4/2021 it", "on three, four, twenty twenty-one it"),
            (
                "on 11/22/2020.",
                "on November twenty-second, twenty twenty.",
            ),
            (
                "on 22/11/2020.",
                "on November twenty-second, twenty twenty.",
            ),
            ("2021-04-03", "April third, twenty twenty-one"),
            ("2021-02-30", "two zero two one, zero two, three zero"),
        ],
    );
    check(
        "en-GB",
        &[
            ("on 2021-04-03", "on the third of April twenty twenty-one"),
            ("3/4/2021", "three, four, twenty twenty-one"),
        ],
    );
    check(
        "de",
        &[(
            "am 2021-04-03",
            "am dritten April zwei tausend einundzwanzig",
        )],
    );
    check(
        "es",
        &[("el 2021-04-03", "el tres de abril de dos mil veintiuno")],
    );
    check(
        "fr",
        &[("le 01/04/2021", "le premier avril deux mille vingt et un")],
    );
    check("it", &[("il 2021-04-03", "il tre aprile duemila ventuno")]);
}

#[test]
fn days_before_months() {
    check(
        "en",
        &[
            (
                "On 4 May 2022 it",
                "On the fourth of May twenty twenty-two it",
            ),
            (
                "the 4 May 2022 talk",
                "the fourth of May twenty twenty-two talk",
            ),
            (
                "since 4 Jan. 2022",
                "since the fourth of January twenty twenty-two",
            ),
            ("on 4 Jan.", "on the fourth of January."),
            ("from 4–6 May", "from the fourth to the sixth of May"),
            ("at 4 May left", "at four May left"),
            ("at 12 May Street", "at twelve May Street"),
            ("on May 4, 2022", "on May fourth, twenty twenty-two"),
        ],
    );
}

#[test]
fn telephone_numbers() {
    check(
        "en",
        &[
            (
                "call 020 7946 0018 now",
                "call zero two zero, seven nine four six, zero zero one eight now",
            ),
            (
                "+44 20 7946 0018",
                "plus four four, two zero, seven nine four six, zero zero one eight",
            ),
            (
                "(555) 123-4567",
                "five five five, one two three, four five six seven",
            ),
            (
                "7946 0018",
                "seven thousand nine hundred forty-six zero zero one eight",
            ),
            ("+5 now", "plus five now"),
        ],
    );
    check(
        "de",
        &[(
            "030/123456",
            "null drei null, eins zwei drei vier fünf sechs",
        )],
    );
}

#[test]
fn ratios() {
    check(
        "en",
        &[
            ("a 2:1 ratio", "a two to one ratio"),
            ("a 60:40 split", "a sixty to forty split"),
            ("odds of 1:10", "odds of one to ten"),
            ("at 1:10 we", "at one ten we"),
            ("a lap of 45:10", "a lap of forty-five: ten"),
            ("see Genesis 3:1", "see Genesis three: one"),
        ],
    );
}

#[test]
fn saints_and_streets() {
    check(
        "en",
        &[
            ("Visit St. Ives soon", "Visit Saint Ives soon"),
            ("He lives in St. Ives.", "He lives in Saint Ives."),
            ("near Lake St. Clair", "near Lake Saint Clair"),
            ("at 12 Mill St.", "at twelve Mill Street."),
            ("at 12 Mill St. Ives", "at twelve Mill Street Ives"),
            ("the Wall St. Paper", "the Wall Street Paper"),
        ],
    );
}

#[test]
fn units_without_a_number() {
    check(
        "de",
        &[
            ("pro m² mehr", "pro Quadratmeter mehr"),
            ("5 €/m²", "fünf Euro pro Quadratmeter"),
            ("5 m³ Holz", "fünf Kubikmeter Holz"),
            ("Ode GmbH & Co. KG.", "Ode GmbH und Co KG."),
        ],
    );
    check(
        "en",
        &[
            ("ten per kg", "ten per kilogram"),
            ("what I am", "what I am"),
            ("a good² thing", "a good thing"),
        ],
    );
}

#[test]
fn markup_left_in_the_text() {
    check(
        "en",
        &[
            ("it is &quot;good&quot; now", "it is good now"),
            ("salt &amp; pepper, AT&amp;T", "salt and pepper, A T and T"),
            ("don&#39;t, it&rsquo;s", "don't, it's"),
            ("yes&nbsp;&mdash; no", "yes, no"),
            ("very <em>odd</em> tags<br/>here", "very odd tags here"),
            ("a <a href=\"x.com\">link</a>", "a link"),
            ("<your name> and a < b", "your name and a b"),
            ("<a lot of it>", "a lot of it"),
            ("&bogus; &; &quot <em", "and bogus; and; and quot em"),
        ],
    );
}
