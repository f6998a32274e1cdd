//! Which names are one person's. Comes in: forms with their surroundings. Goes out: groups, the surest ties first: namesakes apart, full names together, then
//! last names alone where exactly one bearer fits.
//!
//! Names must fit first ([`super::names`]); what surrounds them ([`super::context`]) then speaks for or against. Two names that speak side by side in one
//! article are two people: the article told them apart. Who could be two people stays apart and is noted as a doubt. The greedy order follows
//! agglomerative name matching with cannot-links (Bhattacharya and Getoor 2007; Wagstaff et al. 2001), without its learned weights.

use super::context::{Agreement, Context, Profile};
use super::forms::Form;
use super::groups::Groups;
use super::names::{Likeness, PersonName, sound};
use crate::lexicon::names::given;
use crate::lexicon::variants::is_common;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many times as many articles as any other of the name, and twice as many as all others together: then the name alone means this one.
const DOMINANT: usize = 10;
/// The same for a full name that lacks what tells two bearers apart: "Tarn Bulse" for Tarn H. Bulse or Tarn W. Bulse.
const PREFERRED: usize = 10;

/// Articles that give a name a role before what they call it tells it from another.
const OFTEN: usize = 3;

/// People in the making.
pub(super) struct People<'a> {
    forms: &'a [Form],
    context: &'a Context<'a>,
    groups: &'a mut Groups,
    profiles: HashMap<usize, Profile>,
}

/// Two nodes whose names fit.
struct Tie {
    likeness: Likeness,
    one: usize,
    other: usize,
}

/// Groups the forms of people.
pub(super) fn group(forms: &[Form], context: &Context, groups: &mut Groups) {
    let mut people = People { forms, context, groups, profiles: HashMap::new() };
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, form) in forms.iter().enumerate() {
        let Some(person) = form.person.as_ref().filter(|person| !person.is_short()) else { continue };
        let nodes = people.namesakes(number as u32, form);
        blocks.entry(person.block()).or_default().extend(nodes);
    }
    for block in blocks.values() {
        people.join_block(block);
    }
    people.place_short(&blocks);
}

impl People<'_> {
    /// Adds the bearers of one full name: one, unless roles, neighbours and papers all disagree.
    fn namesakes(&mut self, number: u32, form: &Form) -> Vec<usize> {
        let parts = self.components(number, &form.occurrences);
        let mut main: Vec<u32> = Vec::new();
        let mut apart: Vec<Vec<u32>> = Vec::new();
        let mut whole = Profile::default();
        for part in parts {
            let profile = self.context.profile(&part, &[number]);
            let agreement = whole.agreement(&profile);
            if !main.is_empty() && agreement.opposed && !agreement.publisher && self.context.is_told(&part) {
                apart.push(part);
                continue;
            }
            main.extend(part);
            whole = self.context.profile(&main, &[number]);
        }
        let mut nodes = vec![self.groups.add(number, main)];
        for part in apart {
            let node = self.groups.add(number, part);
            let against = self.profile(nodes[0]).agreement(&self.profile(node)).objections();
            self.groups.explain(node, format!("“{}” is borne by more than one: {}", form.shown, against.join(", ")));
            self.groups.doubt(nodes[0], node, vec!["the same name".into()], against);
            nodes.push(node);
        }
        nodes
    }

    /// Occurrences of one name that share a word of their roles, a neighbour, or a paper and a walk of life; the largest part first.
    fn components(&self, form: u32, occurrences: &[u32]) -> Vec<Vec<u32>> {
        let whole = self.context.profile(occurrences, &[form]);
        if whole.fields.len() < 2 {
            return vec![occurrences.to_vec()];
        }
        let mut sets = Groups::default();
        let mut firsts: BTreeMap<(u8, String), usize> = BTreeMap::new();
        for occurrence in occurrences {
            let profile = self.context.profile(&[*occurrence], &[form]);
            let node = sets.add(form, vec![*occurrence]);
            let roles = profile.roles.iter().map(|word| (0, word.clone()));
            let beside = profile.beside.iter().map(|form| (1, form.to_string()));
            let papers =
                profile.publishers.iter().flat_map(|paper| profile.fields.iter().map(move |field| (2, format!("{paper} {field}"))));
            for key in roles.chain(beside).chain(papers) {
                let first = *firsts.entry(key).or_insert(node);
                sets.join(first, node, String::new());
            }
        }
        let mut parts: Vec<Vec<u32>> = sets.all().map(|(group, _)| sets.occurrences(group)).collect();
        parts.sort_by_key(|part| (Reverse(part.len()), part.first().copied()));
        parts
    }

    /// Joins the full names of one last name.
    fn join_block(&mut self, block: &[usize]) {
        let mut ties: Vec<Tie> = Vec::new();
        for (place, &one) in block.iter().enumerate() {
            for &other in &block[place + 1..] {
                if let Some(likeness) = self.likeness(one, other) {
                    ties.push(Tie { likeness, one, other });
                }
            }
        }
        let size = |people: &Self, node: usize| people.groups.nodes[node].occurrences.len();
        ties.sort_by_key(|tie| (tie.likeness, Reverse(size(self, tie.one) + size(self, tie.other)), tie.one, tie.other));
        for tie in &ties {
            self.judge(tie, &ties);
        }
    }

    fn judge(&mut self, tie: &Tie, ties: &[Tie]) {
        let (one, other) = (self.groups.group(tie.one), self.groups.group(tie.other));
        if one == other {
            return;
        }
        let agreement = self.agreement(one, other);
        if self.conflict(one, other) {
            return;
        }
        let rival = self.rival(tie, ties);
        let names = format!("“{}” and “{}”", self.shown(tie.one), self.shown(tie.other));
        if rival.is_none() && self.suffices(tie, &agreement) {
            let reasons = agreement.reasons(self.forms);
            let because = if reasons.is_empty() { String::new() } else { format!("; {}", reasons.join(", ")) };
            let reason = format!("{names} {}{because}", described(tie.likeness));
            self.groups.join(one, other, reason);
            [one, other].iter().for_each(|group| drop(self.profiles.remove(group)));
            return;
        }
        let mut against = agreement.objections();
        against.extend(rival.map(|rival| format!("“{}” fits as well", self.shown(rival))));
        let mut reasons = vec![described(tie.likeness).to_owned()];
        reasons.extend(agreement.reasons(self.forms));
        self.groups.doubt(tie.one, tie.other, reasons, against);
    }

    /// True where the surroundings are enough for names that are alike in this way.
    fn suffices(&mut self, tie: &Tie, agreement: &Agreement) -> bool {
        let common =
            self.groups.form(tie.one, self.forms).and_then(|form| form.person.as_ref()).is_some_and(|person| is_common(&person.last));
        match tie.likeness {
            Likeness::Same => !agreement.opposed,
            Likeness::Middle if common => agreement.holds_doubly(),
            // The senator is not the president of the same name but for an initial.
            Likeness::Middle if self.known_apart(tie, agreement) => false,
            Likeness::Transliterated | Likeness::Middle => agreement.holds() || (!common && !agreement.opposed),
            Likeness::Nickname | Likeness::Initial if common => agreement.holds_doubly(),
            Likeness::Nickname | Likeness::Initial => agreement.holds() || (agreement.publisher && !agreement.opposed),
            Likeness::Suffix => agreement.roles_agree() && !agreement.opposed && self.is_formal(tie),
        }
    }

    /// True where both are often given roles, and never one in common.
    fn known_apart(&self, tie: &Tie, agreement: &Agreement) -> bool {
        let occurrences = |node: usize| self.groups.occurrences(self.groups.group(node));
        let often = |node: usize| self.context.with_role(&occurrences(node)) >= OFTEN;
        !agreement.roles_agree() && often(tie.one) && often(tie.other)
    }

    /// True where "Jr." is only the full style of a name ("Ada H. Quill Jr.", "Ada Quill III") and does not tell the child from the parent: then
    /// another of the last name would speak in the same articles.
    fn is_formal(&self, tie: &Tie) -> bool {
        let suffixed = |node: &&usize| {
            self.groups.form(**node, self.forms).and_then(|form| form.person.as_ref()).is_some_and(|person| person.suffix.is_some())
        };
        let Some(&node) = [tie.one, tie.other].iter().find(suffixed) else { return false };
        let Some((number, form)) =
            self.groups.nodes.get(node).map(|node| node.form).and_then(|number| Some((number, self.forms.get(number as usize)?)))
        else {
            return false;
        };
        let Some(person) = &form.person else { return false };
        let numeral = person.suffix.as_deref().is_some_and(|suffix| !matches!(suffix, "jr" | "sr"));
        let articles = self.context.articles(&form.occurrences);
        let others = self
            .forms
            .iter()
            .enumerate()
            .filter(|(place, other)| *place as u32 != number && other.person.as_ref().is_some_and(|other| other.last == person.last));
        let crowded = others.flat_map(|(_, other)| self.context.articles(&other.occurrences)).any(|article| articles.contains(&article));
        (numeral || person.given.len() > 1) && !crowded
    }

    /// Somebody else whose name fits one side of the tie as well, but who cannot be the other side; unless that one is hardly ever named.
    fn rival(&self, tie: &Tie, ties: &[Tie]) -> Option<usize> {
        let mut found = None;
        for (hub, chosen) in [(tie.one, tie.other), (tie.other, tie.one)] {
            let chosen_group = self.groups.group(chosen);
            let others = ties.iter().filter_map(|tie| match (tie.one, tie.other) {
                (one, other) if one == hub => Some(other),
                (other, one) if one == hub => Some(other),
                _ => None,
            });
            let hub_group = self.groups.group(hub);
            for other in others {
                let group = self.groups.group(other);
                let apart = group != chosen_group && group != hub_group && self.conflict(group, chosen_group);
                if apart && self.size(group) > 1 && self.size(chosen_group) < PREFERRED * self.size(group) {
                    found = found.or(Some(other));
                }
            }
        }
        found
    }

    /// True where two groups cannot be one: names that exclude each other, or both speaking in one article.
    fn conflict(&self, one: usize, other: usize) -> bool {
        let (mine, theirs) = (self.groups.members(one), self.groups.members(other));
        let mut surest = Likeness::Suffix;
        for &a in mine {
            for &b in theirs {
                match self.likeness(a, b) {
                    Some(likeness) => surest = surest.min(likeness),
                    None => return true,
                }
            }
        }
        let (mine, theirs) = (self.articles(one), self.articles(other));
        let shared = mine.intersection(&theirs).count();
        // An article that fails to see two spellings as one is no witness.
        let tolerated = if surest <= Likeness::Middle { mine.len().min(theirs.len()) / 10 } else { 0 };
        shared > tolerated
    }

    fn likeness(&self, one: usize, other: usize) -> Option<Likeness> {
        let (first, second) = (self.groups.nodes.get(one)?, self.groups.nodes.get(other)?);
        if first.form == second.form {
            return None;
        }
        let name = |node| self.groups.form(node, self.forms)?.person.as_ref();
        name(one)?.likeness(name(other)?)
    }

    fn articles(&self, group: usize) -> BTreeSet<u32> {
        self.context.articles(&self.groups.occurrences(group))
    }

    fn size(&self, group: usize) -> usize {
        self.groups.members(group).iter().map(|node| self.groups.nodes[*node].occurrences.len()).sum()
    }

    fn shown(&self, node: usize) -> &str {
        self.groups.form(node, self.forms).map_or("", |form| form.shown.as_str())
    }

    fn profile(&mut self, node: usize) -> Profile {
        let group = self.groups.group(node);
        if let Some(profile) = self.profiles.get(&group) {
            return profile.clone();
        }
        let profile = self.context.profile(&self.groups.occurrences(group), &self.groups.forms(group));
        self.profiles.insert(group, profile.clone());
        profile
    }

    fn agreement(&mut self, one: usize, other: usize) -> Agreement {
        let one = self.profile(one);
        one.agreement(&self.profile(other))
    }
}

fn described(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "differ in marks only",
        Likeness::Transliterated => "are spellings of one name",
        Likeness::Middle => "differ by a middle name",
        Likeness::Suffix => "differ by a suffix",
        Likeness::Nickname => "differ by a short form of the given name",
        Likeness::Initial => "differ by an initial",
    }
}

/// A candidate for a last name alone.
struct Candidate {
    group: usize,
    articles: BTreeSet<u32>,
    profile: Profile,
}

impl People<'_> {
    /// Gives names of one word to the bearer of a full name where exactly one fits; the rest stay by themselves.
    fn place_short(&mut self, blocks: &BTreeMap<String, Vec<usize>>) {
        let mut firsts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &node in blocks.values().flatten() {
            let first = self.groups.form(node, self.forms).and_then(|form| form.person.as_ref()).and_then(|person| person.given.first());
            // "Xi" for Xi Jinping, not "Bernie" for whoever is called so.
            if let Some(first) = first.filter(|first| given(first).is_none() && first.len() > 1) {
                firsts.entry(first.clone()).or_default().push(node);
            }
        }
        for (number, form) in self.forms.iter().enumerate().filter(|(_, form)| form.is_short()) {
            let Some(person) = &form.person else { continue };
            let lasts = blocks.get(&sound(&person.last)).into_iter().flatten();
            let named: BTreeSet<usize> =
                lasts.chain(firsts.get(&person.last).into_iter().flatten()).map(|node| self.groups.group(*node)).collect();
            let same_parts = |group: &usize| {
                let members = self.groups.members(*group).iter();
                let mut names = members.filter_map(|node| self.groups.form(*node, self.forms)?.person.as_ref());
                let fits = |name: &PersonName| {
                    (person.particle.is_none() || name.particle == person.particle)
                        && (person.suffix.is_none() || name.suffix == person.suffix)
                };
                names.any(fits)
            };
            let named: Vec<usize> = named.into_iter().filter(same_parts).collect();
            let candidates: Vec<Candidate> = named.into_iter().map(|group| self.candidate(group)).collect();
            self.share_out(number as u32, form, &candidates);
        }
    }

    fn candidate(&mut self, group: usize) -> Candidate {
        let profile = self.profile(group);
        Candidate { group, articles: profile.articles.clone(), profile }
    }

    /// Decides for every occurrence of a short form by itself.
    fn share_out(&mut self, number: u32, form: &Form, candidates: &[Candidate]) {
        let mut given: BTreeMap<(usize, &'static str), Vec<u32>> = BTreeMap::new();
        let (mut rest, mut likely) = (Vec::new(), BTreeMap::<usize, usize>::new());
        let common = form.person.as_ref().is_some_and(|person| is_common(&person.last));
        for &occurrence in &form.occurrences {
            let profile = self.context.profile(&[occurrence], &[number]);
            match chosen(&profile, candidates, common) {
                Ok((group, reason)) => given.entry((group, reason)).or_default().push(occurrence),
                Err(best) => {
                    rest.push(occurrence);
                    best.into_iter().for_each(|group| *likely.entry(group).or_default() += 1);
                }
            }
        }
        for ((group, reason), occurrences) in given {
            let articles = occurrences.len();
            let node = self.groups.add(number, occurrences);
            let times = if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
            self.groups.join(group, node, format!("“{}” alone, in {times}: {reason}", form.shown));
        }
        if !rest.is_empty() {
            let node = self.groups.add(number, rest);
            for (group, articles) in likely {
                let bearers = candidates.iter().map(|candidate| self.shown(self.groups.members(candidate.group)[0])).collect::<Vec<_>>();
                let against = if bearers.len() > 1 {
                    format!("{} people of this name speak", bearers.len())
                } else {
                    "hardly named in full, or a name that many bear".into()
                };
                self.groups.doubt(
                    group,
                    node,
                    vec![format!("the same last name, in {articles} articles without a full one")],
                    vec![against],
                );
            }
        }
    }
}

/// The one candidate that a last name alone means, and why; or the likeliest where it cannot be told.
fn chosen(profile: &Profile, candidates: &[Candidate], common: bool) -> Result<(usize, &'static str), Option<usize>> {
    let absent = |candidate: &&Candidate| candidate.articles.is_disjoint(&profile.articles);
    let fits = |candidate: &&Candidate| absent(candidate) && !profile.agreement(&candidate.profile).opposed;
    let mut fitting: Vec<&Candidate> = candidates.iter().filter(fits).collect();
    fitting.sort_by_key(|candidate| (Reverse(candidate.articles.len()), candidate.group));
    let Some((best, others)) = fitting.split_first() else { return Err(None) };
    let agreement = profile.agreement(&best.profile);
    let supported = best.articles.len() > 1;
    if others.is_empty() {
        if agreement.holds() || (supported && !common) {
            return Ok((best.group, "nobody else of this name speaks"));
        }
        return Err(Some(best.group));
    }
    // Who is hardly ever named says nothing against who often is.
    let weighty = |candidate: &&&Candidate| candidate.articles.len() * DOMINANT >= best.articles.len();
    let by_role: Vec<&&Candidate> =
        fitting.iter().filter(weighty).filter(|candidate| profile.agreement(&candidate.profile).roles_agree()).collect();
    let rest: usize = others.iter().map(|other| other.articles.len()).sum();
    let next = others.first().map_or(0, |other| other.articles.len());
    let dominates = best.articles.len() >= DOMINANT * next && best.articles.len() >= 2 * rest;
    match by_role.as_slice() {
        [only] if only.articles.len() > 1 => Ok((only.group, "the only one of this name who has this role")),
        _ if supported && dominates && (!common || agreement.holds()) => Ok((best.group, "by far the most often named of this name")),
        _ => Err(Some(best.group)),
    }
}
