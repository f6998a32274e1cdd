//! Which names are one body's. Comes in: forms of bodies. Goes out: groups: acronyms with what they stand for where articles define them, "U.S." or not,
//! campaigns by the candidate's last name.

use super::context::Context;
use super::evidence::Evidence;
use super::forms::Form;
use super::groups::Groups;
use super::names::{PersonName, abbreviates, body_key};
use crate::lexicon::bodies::acronym;
use std::collections::BTreeMap;

/// Share of the articles defining an acronym that must agree on what it stands for.
const AGREED: f64 = 0.9;

/// Groups the forms of bodies.
pub(super) fn group(evidence: &Evidence, forms: &[Form], context: &Context, groups: &mut Groups) {
    let mut nodes: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.person.is_none()) {
        nodes.insert(&form.key, groups.add(number as u32, form.occurrences.clone()));
    }
    join_acronyms(evidence, forms, &nodes, groups);
    join_nations(forms, context, &nodes, groups);
    join_campaigns(forms, &nodes, groups);
}

/// What acronyms stand for, by the articles that use both, else by the lexicon.
fn join_acronyms(evidence: &Evidence, forms: &[Form], nodes: &BTreeMap<&str, usize>, groups: &mut Groups) {
    let mut defined: BTreeMap<&str, BTreeMap<String, u32>> = BTreeMap::new();
    for (long, short, count) in &evidence.aliases {
        let key = body_key(long);
        if key != *short && abbreviates(short, &key) {
            *defined.entry(short).or_default().entry(key).or_default() += count;
        }
    }
    for (short, &node) in nodes {
        let Some(shown) = groups.form(node, forms).map(|form| form.shown.clone()) else { continue };
        let known = acronym(&shown).map(|body| body_key(body.full)).and_then(|full| nodes.get(full.as_str()));
        let meanings = defined.get(short).into_iter().flatten().filter_map(|(long, count)| Some((*nodes.get(long.as_str())?, *count)));
        let meanings: Vec<(usize, u32)> = meanings.collect();
        let all: u32 = meanings.iter().map(|(_, count)| count).sum();
        let best = meanings.iter().max_by_key(|(node, count)| (*count, std::cmp::Reverse(*node)));
        match (best, known) {
            (Some(&(long, count)), _) if f64::from(count) >= AGREED * f64::from(all) && known.is_none_or(|known| *known == long) => {
                let times = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
                groups.join(long, node, format!("“{shown}” stands for it in {times}"));
            }
            (_, Some(&long)) => groups.join(long, node, format!("“{shown}” stands for it in the lexicon")),
            (Some(_), None) => {
                for (long, count) in meanings {
                    groups.doubt(
                        long,
                        node,
                        vec![format!("“{shown}” stands for it in {count} articles")],
                        vec!["and for others elsewhere".into()],
                    );
                }
            }
            (None, None) => {}
        }
    }
}

/// "U.S. State Department" and "State Department", where the same people speak beside both.
fn join_nations(forms: &[Form], context: &Context, nodes: &BTreeMap<&str, usize>, groups: &mut Groups) {
    for (key, &node) in nodes {
        let Some(rest) = key.strip_prefix("us ").filter(|rest| rest.contains(' ')) else { continue };
        let Some(&plain) = nodes.get(rest) else { continue };
        let profile =
            |node: usize| groups.nodes.get(node).map(|known| context.profile(&known.occurrences, &[known.form])).unwrap_or_default();
        let agreement = profile(node).agreement(&profile(plain));
        let (reasons, objections) = (agreement.reasons(forms), agreement.objections());
        if agreement.holds() || agreement.publisher {
            groups.join(plain, node, format!("the same name but for “U.S.”; {}", reasons.join(", ")));
        } else {
            groups.doubt(plain, node, vec!["the same name but for “U.S.”".into()], objections);
        }
    }
}

/// "Ada Quill campaign" and "Quill campaign", where no other Quill has one.
fn join_campaigns(forms: &[Form], nodes: &BTreeMap<&str, usize>, groups: &mut Groups) {
    let mut longer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (key, &node) in nodes {
        let Some(name) = key.strip_suffix(" campaign").and_then(PersonName::read).filter(|name| !name.is_short()) else { continue };
        longer.entry(format!("{} campaign", name.last)).or_default().push(node);
    }
    for (short, long) in longer {
        let ([only], Some(&node)) = (long.as_slice(), nodes.get(short.as_str())) else { continue };
        let shown = groups.form(node, forms).map_or("", |form| &form.shown).to_owned();
        groups.join(*only, node, format!("“{shown}” names the candidate by the last name; no other of it has a campaign"));
    }
}
