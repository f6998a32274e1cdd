//! Parquet, for data frames. Comes in: records of the contract. Goes out: the rows of the CSV, typed, in row groups.

use super::contract::Contract;
use super::flat::{self, Cell, Kind};
use super::{Exporter, What};
use crate::article::Place;
use crate::error::{Error, Result};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// Rows kept in memory before they are written as a group.
const GROUP: usize = 20_000;

/// The format.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    kinds: Vec<Kind>,
    rows: Vec<Vec<Cell>>,
    what: What,
    with_body: bool,
}

impl<W: Write + Send> Parquet<W> {
    /// Writes the file's head to `out`.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(out: W, what: What, with_body: bool) -> Result<Parquet<W>> {
        let columns = flat::columns(what, with_body);
        let fields = columns.iter().map(|(name, kind)| field(name, *kind)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build().map_err(failure)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failure)?;
        Ok(Parquet { writer, kinds: columns.into_iter().map(|(_, kind)| kind).collect(), rows: Vec::new(), what, with_body })
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group().map_err(failure)?;
        for (place, kind) in self.kinds.iter().enumerate() {
            let Some(mut column) = group.next_column().map_err(failure)? else { break };
            write_column(&mut column, *kind, self.rows.iter().filter_map(|row| row.get(place))).map_err(failure)?;
            column.close().map_err(failure)?;
        }
        group.close().map_err(failure)?;
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> Exporter for Parquet<W> {
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize> {
        let rows = flat::rows(self.what, &contract.article(places, self.with_body));
        let count = rows.len();
        self.rows.extend(rows);
        if self.rows.len() >= GROUP {
            self.write_group()?;
        }
        Ok(count)
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.writer.close().map_err(failure).map(drop)
    }
}

fn field(name: &str, kind: Kind) -> Result<Arc<Type>> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
    };
    let builder = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
    builder.build().map(Arc::new).map_err(failure)
}

fn write_column<'a>(
    column: &mut SerializedColumnWriter,
    kind: Kind,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> std::result::Result<(), ParquetError> {
    let known: Vec<i16> = cells.clone().map(|cell| i16::from(*cell != Cell::Null)).collect();
    match kind {
        Kind::Text => {
            let values: Vec<ByteArray> =
                cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str().into()) } else { None }).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&known), None)?;
        }
        Kind::Whole => {
            let values: Vec<i64> =
                cells.filter_map(|cell| if let Cell::Whole(number) = cell { i64::try_from(*number).ok() } else { None }).collect();
            column.typed::<Int64Type>().write_batch(&values, Some(&known), None)?;
        }
        Kind::Real => {
            let values: Vec<f64> = cells.filter_map(|cell| if let Cell::Real(number) = cell { Some(*number) } else { None }).collect();
            column.typed::<DoubleType>().write_batch(&values, Some(&known), None)?;
        }
    }
    Ok(())
}

fn failure(error: ParquetError) -> Error {
    Error::Write(std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use crate::export::{Export, Format, What, sample};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    #[test]
    fn rows_are_read_back_with_what_is_not_known_as_null() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.parquet");
        let mut export = Export::begin(std::fs::File::create(&path).unwrap(), What::Quotations, Format::Parquet, false).unwrap();
        export.add(&sample(), &[]).unwrap();
        export.end().unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap()).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].get_string(3).unwrap(), "Ada Quill");
        assert!(rows[1].get_string(3).is_err(), "null");
        assert_eq!(rows[0].get_long(13).unwrap(), 23);
    }
}
