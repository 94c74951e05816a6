//! English as written and as spoken.

use super::check;

#[test]
fn english_numbers() {
    check(
        "en",
        &[
            ("a 1-on-1 talk", "a one on one talk"),
            ("a 9-to-5 job", "a nine to five job"),
            ("a 12-year-old girl", "a twelve year-old girl"),
            ("in 1984.", "in nineteen eighty-four."),
            ("in 1900", "in nineteen hundred"),
            ("in 2001", "in two thousand one"),
            ("in 2010", "in twenty ten"),
            ("the 1990s were", "the nineteen nineties were"),
            ("the '90s and ’80s", "the nineties and eighties"),
            ("the 2000s", "the two thousands"),
            ("the mid-1990s were", "the mid nineteen nineties were"),
            ("in ’84 we", "in eighty-four we"),
            ("1990–95", "nineteen ninety to ninety-five"),
            ("1990-1995", "nineteen ninety to nineteen ninety-five"),
            ("pages 10–12", "pages ten to twelve"),
            ("about 3.5", "about three point five"),
            ("1,200 people", "one thousand two hundred people"),
            ("1, 2, 300", "one, two, three hundred"),
            (
                "the 1st, 2nd and 21st",
                "the first, second and twenty-first",
            ),
            ("the 19th-century one", "the nineteenth century one"),
            ("at 7:30", "at seven thirty"),
            ("at 7:05", "at seven oh five"),
            ("at 7:00 sharp", "at seven o'clock sharp"),
            ("at 7:30 p.m. on", "at seven thirty p.m. on"),
            ("at 7 p.m. on", "at seven p.m. on"),
            ("at 7pm", "at seven p.m."),
            ("call 555-1234", "call five five five, one two three four"),
            ("agent 007", "agent zero zero seven"),
            ("2020-11-22", "November twenty-second, twenty twenty"),
            ("24/7", "twenty-four seven"),
            ("a 9/10", "a nine out of ten"),
            ("1/2 of it", "one half of it"),
            ("½ of it", "one half of it"),
            ("2½ hours", "two and a half hours"),
            ("3x faster", "three times faster"),
            ("a 4x4, 3 x 4", "a four by four, three times four"),
            ("on May 3, 1999", "on May third, nineteen ninety-nine"),
            ("born Jan. 5", "born January fifth"),
            ("w/ sugar, w/o milk", "with sugar, without milk"),
            ("10 × 4", "ten times four"),
            ("−5 or -5", "minus five or minus five"),
            ("#5 and No. 5", "number five and number five"),
            ("Nº 5, № 5", "number five, number five"),
            ("5 km, 5km", "five kilometers, five kilometers"),
            ("1 km", "one kilometer"),
            ("60 mph", "sixty miles per hour"),
            (
                "20 °C and 20°C",
                "twenty degrees Celsius and twenty degrees Celsius",
            ),
            ("16mm film", "sixteen millimeter film"),
            ("5 % or 5%", "five percent or five percent"),
            ("MP3 and H2O", "MP three and H two O"),
            ("a 3D film", "a three D film"),
            ("PG-13", "P G thirteen"),
            ("Covid-19", "Covid nineteen"),
            ("2.0.1", "two point zero point one"),
        ],
    );
    check("en-GB", &[("230 of", "two hundred and thirty of")]);
}

#[test]
fn english_money() {
    check(
        "en",
        &[
            ("$5", "five dollars"),
            ("$1", "one dollar"),
            ("$5M", "five million dollars"),
            ("$5bn", "five billion dollars"),
            ("$1.5 million", "one point five million dollars"),
            ("$2.50", "two dollars and fifty cents"),
            ("$1,200", "one thousand two hundred dollars"),
            ("a $10k run", "a ten thousand dollars run"),
            ("$5–10 million", "five to ten million dollars"),
            ("£3.50", "three pounds fifty"),
            ("€20, 20€", "twenty euros, twenty euros"),
            ("¥20", "twenty yen"),
            ("5 USD", "five dollars"),
            ("$5.", "five dollars."),
        ],
    );
}

#[test]
fn english_words() {
    check(
        "en",
        &[
            ("It was [1] good.", "It was good."),
            ("good.[12]", "good."),
            ("Ruth [Ode] was", "Ruth Ode was"),
            ("Henry VIII was", "Henry the eighth was"),
            ("World War II", "World War two"),
            ("Chapter IV", "Chapter four"),
            ("Part I is", "Part one is"),
            ("Paul I knew", "Paul I knew"),
            ("the Book I read, Book I.", "the Book I read, Book one."),
            ("Mark I know", "Mark I know"),
            ("Super Bowl LIV", "Super Bowl fifty-four"),
            ("Malcolm X", "Malcolm X"),
            (
                "Charles V and Leo X.",
                "Charles the fifth and Leo the tenth.",
            ),
            ("salt & pepper", "salt and pepper"),
            ("R&B and Q&A", "R and B and Q and A"),
            ("example.com.", "example dot com."),
            (
                "see https://www.example.com/a/b?x=1 now",
                "see example dot com now",
            ),
            ("me@example.com", "me at example dot com"),
            (
                "#FirstLight by @some_one",
                "hashtag First Light by at some one",
            ),
            ("and/or", "and or"),
            ("on Disney+ now", "on Disney plus now"),
            ("Mr. Hale and Mrs. Ode", "Mister Hale and Missis Ode"),
            ("Dr. Ode", "Doctor Ode"),
            (
                "in St. Paul on Main St. today",
                "in Saint Paul on Main Street today",
            ),
            ("red vs. blue vs grey", "red versus blue versus grey"),
            ("pears, etc.", "pears, et cetera."),
            ("e.g. pears, i.e. fruit", "for example pears, that is fruit"),
            ("approx. ten", "approximately ten"),
            ("in the U.S. yet", "in the U S yet"),
            ("J. R. Hale", "J R Hale"),
            ("J.R. Hale", "J R Hale"),
            ("the BBC and the CIA", "the BBC and the CIA"),
            ("two CEOs and DJs", "two C E O's and D J's"),
            ("LGBTQ people", "L G B T Q people"),
            ("a word—word, a word – word", "a word, word, a word, word"),
            ("I--I mean", "I, I mean"),
            ("I-I mean", "I I mean"),
            ("well… maybe...", "well, maybe."),
            ("“Man, I wanna.”", "Man, I wanna."),
            ("don’t, Darius’ and Darius’s", "don't, Darius' and Darius's"),
            ("good 😀 thing", "good thing"),
            ("café, Dvořák, Łukasz", "café, Dvorák, Lukasz"),
            ("Москва now", "Moskva now"),
            ("cafe\u{301} co\u{ad}op", "café coop"),
            ("I did NOT say so", "I did not say so"),
            ("NEVER GO THERE AGAIN", "never go there again"),
            ("What?! No!!!", "What? No!"),
            ("(laughs) I know", "laughs, I know"),
            ("the film (2020) was", "the film, twenty twenty, was"),
            ("*really* _good_", "really good"),
            ("T-shirt, A-list, well-known", "T shirt, A list, well-known"),
            ("post-COVID when", "post COVID when"),
            ("5 stars ***", "five stars"),
            ("a | b ~ c ^ d", "a b c d"),
            ("rock ’n’ roll", "rock n' roll"),
            ("Track 5: Home", "Track five: Home"),
            ("a.k.a. Ode", "also known as Ode"),
        ],
    );
}

#[test]
fn initials_after_a_kings_name_are_no_numerals() {
    check(
        "en",
        &[
            ("John C. Ode was", "John C Ode was"),
            (
                "George M. Ode, Charles D. Ode",
                "George M Ode, Charles D Ode",
            ),
            ("William L. Ode", "William L Ode"),
            ("Francis X. Ode too", "Francis X Ode too"),
            ("about Charles V.", "about Charles the fifth."),
        ],
    );
    check("es", &[("Juan C. Ode", "Juan C Ode")]);
    check("de", &[("Karl V. war", "Karl der fünfte war")]);
}

#[test]
fn signs_that_belong_to_a_name_are_heard() {
    check(
        "en",
        &[
            ("in C++ now", "in C plus plus now"),
            ("an A+ for it", "an A plus for it"),
            ("good +++ bad", "good bad"),
            ("AT&T and R&B", "A T and T and R and B"),
        ],
    );
}

#[test]
fn half_days_may_stand_close() {
    check(
        "en",
        &[
            ("at 5:30pm", "at five thirty p.m."),
            ("at 5:30PM.", "at five thirty p.m."),
        ],
    );
}
