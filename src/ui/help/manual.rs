//! The manual that the help shows: `docs/manual.{zh-CN,en}.md`, inside the program, taken apart into chapters.
//!
//! It stays a plain Markdown file that reads well by itself. What it may hold is what [`Block`] has: `#` is its title, `##`
//! a group of chapters, `###` a chapter with an anchor (`### <a id="check"></a>…`), `####` a heading inside one. Bold is a
//! word of the screens, code is a key or the name of a file. Tests hold both against the texts and the keys there are.

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::ui::i18n::{self, Language};

/// What kind of text a [`Span`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    Plain,
    /// What a screen says: a button, a field, a message.
    Screen,
    /// A key, or the name of a file.
    Code,
}

/// Text of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its style.
    pub style: Style,
    /// The text.
    pub text: String,
}

/// Text that belongs together, and the chapter it leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub spans: Vec<Span>,
    /// Anchor of another chapter.
    pub link: Option<String>,
}

impl Line {
    /// All of it as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn push(&mut self, style: Style, text: &str) {
        match self.spans.last_mut() {
            Some(last) if last.style == style && style != Style::Code => last.text.push_str(text),
            _ => self.spans.push(Span { style, text: text.to_owned() }),
        }
    }
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the chapter.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// An item of a list, with its number if the list has numbers.
    Item(Option<u64>, Line),
    /// What must not be overlooked.
    Note(Line),
    /// A table: rows of cells, the first one its head.
    Table(Vec<Vec<Line>>),
}

#[cfg(test)]
impl Block {
    /// Every line of it.
    fn lines(&self) -> Vec<&Line> {
        match self {
            Self::Heading(line) | Self::Paragraph(line) | Self::Item(_, line) | Self::Note(line) => vec![line],
            Self::Table(rows) => rows.iter().flatten().collect(),
        }
    }
}

/// A chapter: what a person needs to know for one screen.
#[derive(Debug, Clone, Default)]
pub struct Chapter {
    /// Heading of the group it stands under.
    pub group: String,
    /// The same in every language: the name of the screen.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The manual in one language.
#[derive(Debug, Default)]
pub struct Manual {
    /// In the order of the file.
    pub chapters: Vec<Chapter>,
}

static CHINESE: LazyLock<Manual> = LazyLock::new(|| Manual::read(include_str!("../../../docs/manual.zh-CN.md")));
static ENGLISH: LazyLock<Manual> = LazyLock::new(|| Manual::read(include_str!("../../../docs/manual.en.md")));

impl Manual {
    /// The manual in the language of this thread.
    #[must_use]
    pub fn current() -> &'static Self {
        Self::of(i18n::current())
    }

    /// The manual in a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }

    /// The chapter of an anchor.
    #[must_use]
    pub fn chapter(&self, anchor: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.anchor == anchor)
    }

    fn read(markdown: &str) -> Self {
        let mut reader = Reader::default();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            reader.take(&event);
        }
        reader.manual
    }
}

/// Where in the file the reader is.
#[derive(Default)]
struct Reader {
    manual: Manual,
    group: String,
    line: Line,
    anchor: String,
    bold: bool,
    in_note: bool,
    in_item: bool,
    /// The next number of the list.
    number: Option<u64>,
    rows: Vec<Vec<Line>>,
}

impl Reader {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.line.push(if self.bold { Style::Screen } else { Style::Plain }, text),
            Event::Code(text) => self.line.push(Style::Code, text),
            // A line break of the file: Chinese needs no space there, and a Latin word gets one.
            Event::SoftBreak | Event::HardBreak => {
                let last = self.line.spans.last().and_then(|span| span.text.chars().last());
                if last.is_some_and(|last| last.is_ascii()) {
                    self.line.push(Style::Plain, " ");
                }
            }
            Event::InlineHtml(html) => {
                if let Some(rest) = html.strip_prefix("<a id=\"") {
                    rest.split('"').next().unwrap_or_default().clone_into(&mut self.anchor);
                }
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold = true,
            Tag::BlockQuote(_) => self.in_note = true,
            Tag::List(first) => self.number = *first,
            Tag::Item => self.in_item = true,
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Link { dest_url, .. } => self.line.link = dest_url.strip_prefix('#').map(str::to_owned),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = false,
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph if self.in_note => {
                let line = std::mem::take(&mut self.line);
                self.add(Block::Note(line));
            }
            // A paragraph of an item ends with the item.
            TagEnd::Paragraph if !self.in_item => {
                let line = std::mem::take(&mut self.line);
                self.add(Block::Paragraph(line));
            }
            TagEnd::BlockQuote(_) => self.in_note = false,
            TagEnd::Item => {
                self.in_item = false;
                let line = std::mem::take(&mut self.line);
                self.add(Block::Item(self.number, line));
                self.number = self.number.map(|number| number + 1);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.add(Block::Table(rows));
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let line = std::mem::take(&mut self.line);
        match level {
            HeadingLevel::H1 => {}
            HeadingLevel::H2 => self.group = line.text(),
            HeadingLevel::H3 => self.manual.chapters.push(Chapter {
                group: self.group.clone(),
                anchor: std::mem::take(&mut self.anchor),
                title: line.text(),
                blocks: Vec::new(),
            }),
            _ => self.add(Block::Heading(line)),
        }
    }

    fn add(&mut self, block: Block) {
        // What stands before the first chapter is for readers of the file alone.
        if let Some(chapter) = self.manual.chapters.last_mut() {
            chapter.blocks.push(block);
        }
    }
}

#[cfg(test)]
#[path = "manual_tests.rs"]
mod tests;
