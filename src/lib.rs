//! sayso: who said what in a folder of news articles.

pub mod annotated;
pub mod article;
pub mod claim;
pub mod error;
pub mod eval;
pub mod export;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod lexicon;
pub mod mention;
pub mod pipeline;
pub mod quotation;
pub mod registry;
pub mod search;
pub mod span;
pub mod speaker;
pub mod text;
pub mod topic;
