//! The query language in one table: what is typed, and exactly what it finds in an invented corpus. docs/search.md is the page it tests.

use super::*;

/// [`town`], and three articles more.
fn coast() -> Vec<Draft> {
    let mut drafts = town();
    let senate = "The US said that all of us pay. A Tax Cut came; the tax cut stayed. “We discard wildcards,” said Björn Tarn, a senator.";
    let campus =
        "The woman met women at the University of Oststadt. The universal rule—no goverment, no taxis—holds. All of us agree at 10:30.";
    drafts.push(Draft::new("e.txt", "US and us", "Oststadt Herald", "2024-06-10", senate).says(
        person("Björn Tarn"),
        "Senator of the North",
        "said/say/neutral",
        "“We discard wildcards,”",
    ));
    drafts.push(Draft::new("f.txt", "Women at universities", "Nordstadt Post", "2025-01-31", campus).with(|tagged| {
        tagged.article.section = Some("Culture".into());
        tagged.article.authors = vec!["Moira Sand".into()];
    }));
    drafts.push(
        Draft::new("g.txt", "Storm warning", "Küsten-Kurier", "2025-02-01", "Der Sturm kommt. Gustav Öhm warnt: “Das Boot sinkt.”")
            .says(person("Gustav Öhm"), "Kapitän", "warnt/warn/warn", "“Das Boot sinkt.”")
            .with(|tagged| tagged.article.language = Some("de".into())),
    );
    drafts
}

/// Queries, and the articles that they find.
const ARTICLES: &[(&str, &str)] = &[
    (r#"harbour"#, "acd"),
    (r#"harbours taxes"#, "ac"),
    (r#"HARBOUR"#, "acd"),
    (r#"tax"#, "abce"),
    (r#"lecka"#, "a"),
    (r#"Łęcka"#, "a"),
    (r#"ferry"#, "ab"),
    (r#"harbour submarine"#, ""),
    (r#"tax AND harbour"#, "ac"),
    (r#"tax && harbour"#, "ac"),
    (r#"sea OR senator"#, "ce"),
    (r#"sea || senator"#, "ce"),
    (r#"tax NOT harbour"#, "be"),
    (r#"tax -harbour"#, "be"),
    (r#"+tax -harbour -boats"#, "e"),
    (r#"tax –harbour"#, "be"),
    (r#"NOT harbour"#, "befg"),
    (r#"-harbour -tax"#, "fg"),
    (r#"(sea OR captain OR boats) -mayor"#, "bc"),
    (r#"tax (sea OR ferry)"#, "abc"),
    (r#"tax AND NOT (sea OR ferry)"#, "e"),
    (r#"harbour -"the sea""#, "ad"),
    (r#"harbour -"sea harbour" -"ferry submarine""#, "acd"),
    (r#"* -"all of us" -publisher:"Oststadt Herald""#, "bdg"),
    (r#"sea OR tax ferry"#, "abc"),
    (r#"*"#, "abcdefg"),
    (r#"us and"#, "e"),
    (r#"fish and chips"#, ""),
    (r#""harbour tax""#, "a"),
    (r#"“harbour tax”"#, "a"),
    (r#"«harbour tax»"#, "a"),
    (r#"„harbour tax“"#, "a"),
    (r#""tax harbour""#, ""),
    (r#""tax on the harbour""#, "c"),
    (r#""tax harbour"~2"#, "ac"),
    (r#""tax harbour"~1"#, ""),
    (r#""tax cut""#, "e"),
    (r#""fell cut"~3"#, "c"),
    (r#""fell cut"~0"#, ""),
    (r#"O'Brien"#, "b"),
    (r#"O’Brien"#, "b"),
    (r#"o brien"#, "b"),
    (r#"said: taxes"#, "abe"),
    (r#"https://herald.example/quiet-year"#, "c"),
    (r#"https://herald.example/quiet-year/"#, "c"),
    (r#"https://nowhere.example/a?b=c*"#, ""),
    (r#"https://nowhere.example/Tarn_(town)"#, ""),
    (r#"(harbour https://nowhere.example/Tarn_(town)) OR universal-rule"#, "f"),
    (r#"again: harbour"#, "d"),
    (r#"10:30"#, "f"),
    (r#"harbour?"#, "acd"),
    (r#"harbour!!"#, "acd"),
    (r#"no—holds"#, "f"),
    (r#"and/or"#, ""),
    (r#"universal-rule"#, "f"),
    (r#"Tax, harbour;"#, "ac"),
    (r#"harb*"#, "acd"),
    (r#"LEC*"#, "a"),
    (r#"headline:universi*"#, "f"),
    (r#"headline:universa*"#, ""),
    (r#"*card"#, "e"),
    (r#"*cards"#, "e"),
    (r#"*isc*"#, "e"),
    (r#"wom?n"#, "f"),
    (r#"t?x"#, "ace"),
    (r#"tax*"#, "abcef"),
    (r#"taxe*"#, "b"),
    (r#"boats*"#, "ab"),
    (r#"harb*r"#, "acd"),
    (r#"goverment"#, "f"),
    (r#"government"#, ""),
    (r#"government~1"#, "f"),
    (r#"government~"#, "f"),
    (r#"qiull~1"#, "ad"),
    (r#"qiul~2"#, "ad"),
    (r#"qiul~1"#, ""),
    (r#"taxi~1"#, "acef"),
    (r#"/tax(es|is)/"#, "bf"),
    (r#"/TAX(ES)?/"#, "abce"),
    (r#"/.*card/"#, "e"),
    (r#"/w.+n/"#, "f"),
    (r#"/[0-9]{2}/"#, "f"),
    (r#"/ł.*/"#, "a"),
    (r#"us"#, "ef"),
    (r#"=US"#, "e"),
    (r#"=us"#, "ef"),
    (r#"=Tax"#, "e"),
    (r#"=tax"#, "ace"),
    (r#"=taxes"#, "b"),
    (r#"="Tax Cut""#, "e"),
    (r#"="tax cut""#, "e"),
    (r#"="Tax cut""#, ""),
    (r#"=Lecka"#, ""),
    (r#"=Łęcka"#, "a"),
    (r#"=O'Brien"#, "b"),
    (r#"=harbour -=Harbour"#, "cd"),
    (r#"headline:=Harbour"#, "a"),
    (r#"tax^5 sea"#, "c"),
    (r#"(tax OR sea)^0.5 harbour"#, "ac"),
    (r#"headline:ferry"#, "b"),
    (r#"body:ferry"#, "ab"),
    (r#"text:ferry"#, "ab"),
    (r#"headline:(storm OR quiet)"#, "cg"),
    (r#"said:tax"#, "ab"),
    (r#"said:"harbour tax""#, "a"),
    (r#"said:harbour"#, "ad"),
    (r#"said:=Nobody"#, "b"),
    (r#"outside:harbour"#, "c"),
    (r#"outside:boats"#, ""),
    (r#"outside:tax"#, "ce"),
    (r#"outside:quill"#, "ad"),
    (r#"outside:"said it""#, "d"),
    (r#"publisher:HERALD"#, "ace"),
    (r#"publisher:"nordstadt post""#, "bf"),
    (r#"publisher:kusten"#, "g"),
    (r#"publisher:="Nordstadt Post""#, "bf"),
    (r#"publisher:="nordstadt post""#, ""),
    (r#"publisher:nord*"#, "bf"),
    (r#"author:bjorn"#, "c"),
    (r#"author:"Moira Sand""#, "f"),
    (r#"date:2024"#, "abe"),
    (r#"date:2024-05"#, "ab"),
    (r#"date:2024-05-03"#, "a"),
    (r#"date:>=2024-06"#, "efg"),
    (r#"date:<2024"#, "c"),
    (r#"date:<=2024-05"#, "abc"),
    (r#"date:>2024-06-10"#, "fg"),
    (r#"date:[2024-05 TO 2024-06]"#, "abe"),
    (r#"date:{2024-05 TO 2025-01]"#, "ef"),
    (r#"date:[2025-01 TO 2025-02-01}"#, "f"),
    (r#"date:[* TO 2023-12]"#, "c"),
    (r#"date:*"#, "abcefg"),
    (r#"date:none"#, "d"),
    (r#"-date:*"#, "d"),
    (r#"date:2024*"#, "abe"),
    (r#"language:de"#, "g"),
    (r#"language:DE"#, "g"),
    (r#"section:culture"#, "f"),
    (r#"topic:ferries"#, "ab"),
    (r#"topic:"harbour tax""#, "a"),
    (r#"topic:="ferry""#, "a"),
    (r#"topic:="Ferry""#, "b"),
    (r#"topic:harb*"#, "a"),
    (r#"speaker:lecka"#, "a"),
    (r#"speaker:"ada quill""#, "ad"),
    (r#"speaker:quill -tax"#, "d"),
    (r#"speaker:="Ada QUILL""#, "d"),
    (r#"speaker:*"#, "abdeg"),
    (r#"speaker:zof*"#, "a"),
    (r#"speaker:qill~1"#, "ad"),
    (r#"speaker:/.*hm/"#, "g"),
    (r#"speaker:o'brien"#, "b"),
    (r#"role:mayors"#, "ad"),
    (r#"role:senator"#, "e"),
    (r#"role:"mayor of""#, "d"),
    (r#"role:=mayor"#, "a"),
    (r#"role:kapitan"#, "g"),
    (r#"kind:direct"#, "abeg"),
    (r#"kind:indirect"#, "ad"),
    (r#"cue:denied"#, "a"),
    (r#"cue:say"#, "abde"),
    (r#"cue:warn*"#, "g"),
    (r#"cue:=warnt"#, "g"),
    (r#"class:warn"#, "g"),
    (r#"class:think"#, "a"),
    (r#"status:refuted"#, "b"),
    (r#"status:disputed OR status:refuted"#, "ab"),
    (r#"claimant:quill"#, "a"),
    (r#"claimant:="Ada Quill""#, "a"),
    (r#"contester:author"#, "b"),
    (r#"contester:lecka"#, "a"),
    (r#"-kind:direct -status:*"#, "cdf"),
];

/// Queries, and the quotations that they find: article and position.
const QUOTATIONS: &[(&str, &str)] = &[
    (r#"tax"#, "a0 b0"),
    (r#"said:tax"#, "a0 b0"),
    (r#"harbour -tax"#, "d0"),
    (r#""the harbour""#, "a0 d0"),
    (r#"boat*"#, "a1 b0"),
    (r#"=boats"#, "a1 b0"),
    (r#"speaker:quill"#, "a0 d0"),
    (r#"speaker:="Ada Quill""#, "a0"),
    (r#"role:mayor kind:direct"#, "a0"),
    (r#"headline:ferry"#, "b0"),
    (r#"outside:quill"#, "a0 a1 d0"),
    (r#"class:think"#, "a2"),
    (r#"topic:ferry"#, "a0 a1 b0"),
    (r#"date:none"#, "d0"),
    (r#"date:>=2025"#, "g0"),
    (r#"language:de"#, "g0"),
    (r#"*card*"#, "e0"),
    (r#"disard~1"#, "e0"),
];

/// Queries, and the claims that they find, likewise.
const CLAIMS: &[(&str, &str)] = &[
    (r#"boats"#, "a0 b0"),
    (r#"leave OR pays"#, "a0 b0"),
    (r#"status:disputed"#, "a0"),
    (r#"claimant:quill"#, "a0"),
    (r#"contester:author -leave"#, "b0"),
    (r#"topic:tax"#, "a0"),
    (r#"headline:ferry"#, "b0"),
    (r#"=Nobody"#, "b0"),
    (r#"nob?dy"#, "b0"),
    (r#"date:2024-05-03"#, "a0"),
];

/// Queries that cannot be read, the character at fault, and words of the correction.
const ERRORS: &[(&str, usize, &str)] = &[
    (r#"tax AND"#, 5, r#"nothing stands after AND"#),
    (r#"OR tax"#, 1, r#"nothing stands before OR"#),
    (r#"tax AND OR cut"#, 5, r#"nothing stands after AND"#),
    (r#"NOT"#, 1, r#"nothing stands after NOT"#),
    (r#"tax (AND cut)"#, 6, r#"nothing stands before AND"#),
    (r#"mayor "tax"#, 7, r#"never closed"#),
    (r#"(tax"#, 1, r#"add ) where the group ends"#),
    (r#"tax) cut"#, 4, r#"closes nothing"#),
    (r#"tax ()"#, 5, r#"hold nothing"#),
    (r#"t*"#, 1, r#"at least two letters"#),
    (r#"well-k*"#, 1, r#"in a single word"#),
    (r#""tax cut"~x"#, 1, r#""two words"~5"#),
    (r#""tax cut"~1000"#, 1, r#"0 to 100"#),
    (r#""tax cu*""#, 1, r#"inside a phrase"#),
    (r#""tax cut"*"#, 10, r#"after a single word"#),
    (r#"speker:quill"#, 1, r#"did you mean speaker:"#),
    (r#"tax title:cut"#, 5, r#"did you mean headline:"#),
    (r#"kind:drect"#, 1, r#"did you mean kind:direct?"#),
    (r#"status:false"#, 1, r#"alleged, unverified, disputed, refuted"#),
    (r#"class:dny"#, 1, r#"did you mean class:deny?"#),
    (r#"tax date:yesterday"#, 5, r#"is not a date"#),
    (r#"date:2025-13"#, 1, r#"is not a date"#),
    (r#"date:[2025 TO 2024]"#, 1, r#"swap its ends"#),
    (r#"date:[2025"#, 6, r#"never closed"#),
    (r#"date:[2025 2026]"#, 6, r#"two ends"#),
    (r#"date:>= 2025"#, 6, r#"without a space"#),
    (r#"kind:>direct"#, 6, r#"only date: takes"#),
    (r#"publisher:[a TO b]"#, 11, r#"only date: takes"#),
    (r#"tax~3"#, 1, r#"write tax~1 or tax~2"#),
    (r#"ab~1"#, 1, r#"too short"#),
    (r#"O'Brien~1"#, 1, r#"single word of letters"#),
    (r#"tax^0"#, 4, r#"no weight"#),
    (r#"tax^101"#, 4, r#"no weight"#),
    (r#"/(/"#, 1, r#"cannot be read as a regular expression"#),
    (r#"/^tax$/"#, 1, r#"leave out"#),
    (r#"/(a{1,200}){200}/"#, 1, r#"regular expression"#),
    (r#"=tax*"#, 1, r#"write =tax"#),
    (r#"="tax cut"~2"#, 11, r#"without ~"#),
    (r#"author:=Tarn"#, 1, r#"no exact form"#),
    (r#"language:english"#, 1, r#"language:en"#),
    (r#"cue:deny kind:bad"#, 10, r#"is none of"#),
];

fn letter(path: &str) -> &str {
    path.trim_end_matches(".txt")
}

#[test]
fn every_query_of_the_table_finds_exactly_its_articles() {
    let reader = reader(&coast());
    let mut wrong = Vec::new();
    for (query, expected) in ARTICLES {
        let mut found: Vec<String> = paths(&reader, query).iter().map(|path| letter(path).to_owned()).collect();
        found.sort();
        if found.concat() != *expected {
            wrong.push(format!("{query}: {} and not {expected}", found.concat()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_query_of_the_table_finds_exactly_its_records() {
    let reader = reader(&coast());
    let mut wrong = Vec::new();
    for (query, expected) in QUOTATIONS {
        let hits = reader
            .quotations(&QuotationRequest { query: (*query).into(), all: query.contains("class"), ..Default::default() }, Page::default());
        let mut found: Vec<String> =
            hits.unwrap().hits.iter().map(|hit| format!("{}{}", letter(&hit.article().place.path), hit.position)).collect();
        found.sort();
        wrong.extend((found.join(" ") != *expected).then(|| format!("{query}: {} and not {expected}", found.join(" "))));
    }
    for (query, expected) in CLAIMS {
        let hits = reader.claims(&ClaimRequest { query: (*query).into(), ..Default::default() }, Page::default());
        let mut found: Vec<String> =
            hits.unwrap().hits.iter().map(|hit| format!("{}{}", letter(&hit.article().place.path), hit.position)).collect();
        found.sort();
        wrong.extend((found.join(" ") != *expected).then(|| format!("claims {query}: {} and not {expected}", found.join(" "))));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_error_of_the_table_points_at_its_place_and_offers_a_correction() {
    let reader = reader(&coast());
    let mut wrong = Vec::new();
    for (query, at, words) in ERRORS {
        let error = match reader.articles(&ArticleRequest { query: (*query).into(), ..Default::default() }, Page::default()) {
            Ok(hits) => format!("no error, but {} hits", hits.total),
            Err(error) => error.to_string(),
        };
        let caret = error.lines().last().map(|line| line.chars().count() - 2);
        if !error.contains(&format!("character {at}:")) || !error.contains(words) || caret != Some(*at) {
            wrong.push(format!("{query}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_is_long_enough() {
    assert!(ARTICLES.len() + QUOTATIONS.len() + CLAIMS.len() + ERRORS.len() >= 120);
}

#[test]
fn every_example_of_the_documentation_is_read() {
    let page = include_str!("../../../docs/search.md");
    let reader = reader(&coast());
    let tables = page.split("\n## ").filter(|section| section.starts_with("Words") || section.starts_with("Fields"));
    let examples = tables.flat_map(str::lines).filter(|line| line.starts_with("| `")).filter_map(|line| line.split(" | ").next());
    let queries: Vec<String> =
        examples.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(|query| query.replace("\\|", "|")).collect();
    assert!(queries.len() > 50, "{queries:?}");
    for query in &queries {
        let answer = reader.articles(&ArticleRequest { query: query.clone(), ..Default::default() }, Page::default());
        assert!(answer.is_ok(), "{query}: {answer:?}");
        let reading = Reader::interpreted(query).unwrap();
        assert_eq!(Reader::interpreted(&reading).unwrap(), reading, "what is printed of {query} means the same");
    }
    let missing: Vec<&str> = query::fields().filter(|field| !queries.iter().any(|query| query.contains(&format!("{field}:")))).collect();
    assert!(missing.is_empty(), "fields without an example: {missing:?}");
}
