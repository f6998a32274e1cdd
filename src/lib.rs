//! sayso: who said what in a folder of news articles.

pub mod annotated;
pub mod article;
pub mod claim;
pub mod error;
pub mod extract;
pub mod lexicon;
pub mod mention;
pub mod model;
pub mod quotation;
pub mod search;
pub mod span;
pub mod speaker;
pub mod text;
pub mod topic;
