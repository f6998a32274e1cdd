//! Standard output for people. Comes in: styled text. Goes out: lines wrapped to the terminal, plain where nobody sees colour.

use anstyle::{AnsiColor, Style};
use std::io::{BufWriter, Write};
use textwrap::Options;

/// Headlines and other first things to see.
pub const BOLD: Style = Style::new().bold();
/// Words that matched the query.
pub const MATCH: Style = Style::new().bold().underline();
/// Content of a quotation.
pub const CONTENT: Style = AnsiColor::Cyan.on_default();
/// A cue.
pub const CUE: Style = AnsiColor::Yellow.on_default();
/// A source or a speaker's name.
pub const SPEAKER: Style = AnsiColor::Green.on_default().bold();
/// Proposition of a contested claim.
pub const CLAIM: Style = AnsiColor::Magenta.on_default();
/// Words that contest a claim.
pub const EVIDENCE: Style = AnsiColor::Red.on_default();
/// Ids, tags' names and other small print.
pub const DIM: Style = Style::new().dimmed();

/// Lines no longer than this are easier to read, however wide the terminal is.
const WIDEST: usize = 110;

/// Where commands print what people read.
pub struct Screen {
    out: BufWriter<anstream::Stdout>,
    colour: bool,
    width: Option<usize>,
}

impl Screen {
    /// Standard output: wrapped where it is a terminal, one line a paragraph where it is not.
    pub fn stdout() -> Screen {
        use std::io::IsTerminal;
        let stdout = std::io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = stdout.is_terminal().then(|| textwrap::termwidth().min(WIDEST));
        Screen { out: BufWriter::new(anstream::stdout()), colour, width }
    }

    /// True where styles are seen; where not, tags need signs.
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// One line, not wrapped.
    pub fn line(&mut self, text: &str) -> std::io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// Text wrapped behind `indent`; its own line breaks stay.
    pub fn text(&mut self, indent: &str, text: &str) -> std::io::Result<()> {
        let width = self.width.unwrap_or(usize::MAX).max(indent.len() + 20);
        // First-fit: the optimal fit overflows on unbounded widths, and nobody admires ragged edges of a terminal.
        let options =
            Options::new(width).initial_indent(indent).subsequent_indent(indent).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        for line in text.split('\n') {
            match self.width {
                Some(_) if !line.trim().is_empty() => writeln!(self.out, "{}", textwrap::fill(line, &options))?,
                _ => writeln!(self.out, "{indent}{line}")?,
            }
        }
        Ok(())
    }

    /// Columns aligned: the first row names them, numbers stand to the right.
    pub fn table(&mut self, rows: &[Vec<String>]) -> std::io::Result<()> {
        let columns = rows.first().map_or(0, Vec::len);
        let cell = |row: &'_ Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
        let width = |column| rows.iter().map(|row| textwrap::core::display_width(&cell(row, column))).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let numeric: Vec<bool> = (0..columns).map(|column| rows.iter().skip(1).all(|row| is_number(&cell(row, column)))).collect();
        for (place, row) in rows.iter().enumerate() {
            let cells = (0..columns).map(|column| padded(&cell(row, column), widths[column], numeric[column]));
            let line = cells.collect::<Vec<_>>().join("  ");
            let line = line.trim_end();
            self.line(&if place == 0 { paint(DIM, line) } else { line.to_owned() })?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// `text` in `style`; the screen takes the style off where it cannot be seen.
pub fn paint(style: Style, text: &str) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}

fn padded(text: &str, width: usize, right: bool) -> String {
    let space = " ".repeat(width.saturating_sub(textwrap::core::display_width(text)));
    if right { space + text } else { text.to_owned() + &space }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ",.%".contains(c))
}
