//! What a token is in an attribution. Comes in: nothing. Goes out: roles, and the seven labels of one flat layer (BIO).

/// The part that a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names who says it.
    Source,
    /// Says that it is said.
    Cue,
    /// What is said.
    Content,
}

/// Outside, or first or further token of a stretch with a role (BIO; Ramshaw and Marcus 1995).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u8);

impl Label {
    /// Part of no attribution.
    pub const OUTSIDE: Label = Label(0);
    /// How many labels there are.
    pub const COUNT: usize = 7;

    /// The first token of a stretch with `role`.
    pub fn begin(role: Role) -> Label {
        Label(1 + 2 * role as u8)
    }

    /// A further token of a stretch with `role`.
    pub fn inside(role: Role) -> Label {
        Label(2 + 2 * role as u8)
    }

    /// The label with this number; numbers beyond the last are outside.
    pub fn from_index(index: usize) -> Label {
        if index < Label::COUNT { Label(index as u8) } else { Label::OUTSIDE }
    }

    /// Its number: outside 0, then begin and inside of source, cue and content.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The role, or `None` outside.
    pub fn role(self) -> Option<Role> {
        [None, Some(Role::Source), Some(Role::Cue), Some(Role::Content)][usize::from(self.0.div_ceil(2))]
    }

    /// True for a further token of a stretch.
    pub fn is_inside(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }

    /// True where this label may stand right after `before`: a stretch goes on only from itself.
    pub fn may_follow(self, before: Label) -> bool {
        !self.is_inside() || self.role() == before.role()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_know_their_role_and_what_they_follow() {
        for role in [Role::Source, Role::Cue, Role::Content] {
            assert_eq!((Label::begin(role).role(), Label::inside(role).role()), (Some(role), Some(role)));
            assert!(Label::inside(role).may_follow(Label::begin(role)) && !Label::inside(role).may_follow(Label::OUTSIDE));
        }
        assert!(Label::begin(Role::Cue).may_follow(Label::inside(Role::Source)));
        assert!(!Label::inside(Role::Cue).may_follow(Label::inside(Role::Source)));
        assert_eq!(Label::from_index(99), Label::OUTSIDE);
    }
}
