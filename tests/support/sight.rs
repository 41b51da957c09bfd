//! Looks at what a window paints, at several sizes, and names what a person could not read or reach.
//!
//! `mod support; #[path = "support/flows.rs"] mod flows; #[path = "support/sight.rs"] mod sight;`

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a helper of tests")]

use std::collections::{BTreeMap, BTreeSet};

use egui::{
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Rect, Shape, TouchPhase, Vec2,
    accesskit::Role,
    epaint::{TextShape, text::PlacedRow},
    pos2, vec2,
};
use egui_kittest::{
    Node,
    kittest::{NodeT as _, Queryable as _},
};

use crate::flows::Window;

/// Usual windows, one at 200 % of the usual one, and tall ones that show what lies below the edge of the others.
const SIZES: [Vec2; 5] =
    [vec2(1366.0, 768.0), vec2(1024.0, 640.0), vec2(683.0, 384.0), vec2(1024.0, 2600.0), vec2(683.0, 2600.0)];

/// Parts of points that rounding may cost.
const SLACK: f32 = 1.5;

/// Chinese units that belong to the number before them.
const UNITS: &str = "个次天分秒条位人岁月年日行项步台份小％";

/// English ones.
const WORDS: [&str; 18] = [
    "time", "times", "try", "tries", "day", "days", "minute", "minutes", "second", "seconds", "entry", "entries",
    "visit", "visits", "hour", "hours", "month", "months",
];

/// Roles that a person must be able to get to.
const REACHED: [Role; 8] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::PasswordInput,
    Role::MultilineTextInput,
    Role::Heading,
];

/// A text that may be cut where it stands, and why.
#[derive(Debug, Clone, Copy)]
pub struct Meant {
    /// Places (parts of the names given to [`Survey::look`]) it holds for.
    pub place: &'static str,
    /// What such a text contains, one of these.
    pub texts: &'static [&'static str],
    pub why: &'static str,
}

/// What was found, and where.
#[derive(Debug, Default)]
pub struct Survey {
    faults: BTreeMap<String, Vec<String>>,
    meant: &'static [Meant],
    looks: usize,
    /// What was there before a dialog opened: behind it nobody scrolls.
    behind: BTreeSet<String>,
}

impl Survey {
    pub fn new(meant: &'static [Meant]) -> Self {
        assert!(meant.iter().all(|meant| !meant.why.is_empty()));
        Self { faults: BTreeMap::new(), meant, looks: 0, behind: BTreeSet::new() }
    }

    /// Looks at the window as it is, at every size, and leaves it at its usual one.
    pub fn look(&mut self, window: &mut Window, place: &str) {
        self.looks += 1;
        for size in SIZES {
            window.resize(size.x, size.y);
            window.pass_secs(0.05);
            window.pass_secs(0.05);
            let at = format!("{place} @{}x{}", size.x, size.y);
            self.judge(window, &at);
            self.reach(window, &at);
        }
        window.resize(SIZES[0].x, SIZES[0].y);
    }

    /// Adds what another walk found.
    pub fn take_in(&mut self, other: Self) {
        self.looks += other.looks;
        for (fault, places) in other.faults {
            self.faults.entry(fault).or_default().extend(places);
        }
    }

    fn note(&mut self, fault: String, at: &str) {
        let places = self.faults.entry(fault).or_default();
        if places.last().is_none_or(|last| last != at) {
            places.push(at.to_owned());
        }
    }

    /// What the last frame painted.
    fn judge(&mut self, window: &mut Window, at: &str) {
        let harness = window.harness();
        let room = harness.ctx.content_rect();
        let fields = fields(window);
        let harness = window.harness();
        let mut painted = Vec::new();
        for clipped in &harness.output().shapes {
            collect(&clipped.shape, clipped.clip_rect.intersect(room), &mut painted);
        }
        let mut found = Vec::new();
        for (index, mark) in painted.iter().enumerate() {
            let Mark::Text { text, rect, clip, shape } = mark else { continue };
            if shape.galley.elided && !self.is_meant(at, text) {
                found.push(format!("ends in an ellipsis: {text}"));
            }
            let is_in_a_field = fields.iter().any(|field| field.expand(8.0).contains_rect(*clip));
            if !is_in_a_field && (rect.left() < clip.left() - SLACK || rect.right() > clip.right() + SLACK) {
                found.push(format!("is cut at the side ({:?} in {:?}): {text}", rect.x_range(), clip.x_range()));
            }
            if let Some(split) = split(&shape.galley.rows) {
                found.push(format!("{split}: {text}"));
            }
            found.extend(painted[index + 1..].iter().enumerate().filter_map(|(between, other)| {
                let Mark::Text { text: other_text, rect: other_rect, clip: other_clip, shape: other_shape } = other
                else {
                    return None;
                };
                let common = common(shape, other_shape)?.intersect(*clip).intersect(*other_clip);
                let collides =
                    common.width() > 4.0 && common.height() > 6.0 && (text, rect) != (other_text, other_rect);
                let is_covered =
                    |mark: &Mark<'_>| matches!(mark, Mark::Cover(cover) if cover.contains(common.center()));
                let covered = painted[index + 1..index + 1 + between].iter().any(is_covered);
                (collides && !covered).then(|| format!("lie over each other: {text} | {other_text}"))
            }));
        }
        for fault in found {
            self.note(fault, at);
        }
    }

    fn is_meant(&self, at: &str, text: &str) -> bool {
        self.meant.iter().any(|meant| at.contains(meant.place) && meant.texts.iter().any(|part| text.contains(part)))
    }

    /// Nothing to press or fill in lies beside the window, and scrolling brings what lies above or below it.
    fn reach(&mut self, window: &mut Window, at: &str) {
        let room = window.harness().ctx.content_rect();
        let has_dialog = window.harness().ctx.memory(|memory| memory.top_modal_layer().is_some());
        if !has_dialog {
            self.behind = reached(window).into_iter().map(|(_, label, _)| label).collect();
        }
        let mut outside = Vec::new();
        for (role, label, rect) in reached(window) {
            if has_dialog && self.behind.contains(&label) {
                continue;
            }
            if rect.left() < room.left() - SLACK || rect.right() > room.right() + SLACK {
                self.note(format!("stands beside the window ({:?}): {role:?} {label}", rect.x_range()), at);
            } else if rect.top() < room.top() - SLACK || rect.bottom() > room.bottom() + SLACK {
                outside.push((role, label, rect.top()));
            }
        }
        outside.sort_by(|a, b| a.2.total_cmp(&b.2));
        let ends = [outside.first().cloned(), outside.last().cloned()];
        for (role, label, _) in ends.into_iter().flatten() {
            let seek = |window: &mut Window| reached(window).into_iter().rfind(|it| it.0 == role && it.1 == label);
            for _ in 0..12 {
                {
                    let harness = window.harness();
                    let mut nodes = harness.query_all_by_label(&label);
                    let node = nodes.rfind(|node| node.accesskit_node().role() == role);
                    let Some(node) = node else { break };
                    node.scroll_to_me();
                }
                window.pass_secs(0.05);
                if seek(window).is_some_and(|it| it.2.top() >= -SLACK && it.2.bottom() <= room.bottom() + SLACK) {
                    break;
                }
            }
            if seek(window).is_some_and(|it| it.2.bottom() > room.bottom() + SLACK) {
                wheel(window, room);
            }
            if let Some((.., rect)) = seek(window)
                && (rect.top() < room.top() - SLACK || rect.bottom() > room.bottom() + SLACK)
                && rect.height() < room.height()
            {
                self.note(format!("is out of reach ({:?}): {role:?} {label}", rect.y_range()), at);
            }
            self.judge(window, at);
        }
    }

    /// Fails with everything that was found.
    #[track_caller]
    pub fn end(self, least: usize) {
        assert!(self.looks >= least, "only {} looks", self.looks);
        let told: Vec<_> = self.faults.iter().map(|(fault, at)| format!("{fault}\n    {}", condensed(at))).collect();
        assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
    }
}

/// The places, each with all its sizes behind it.
fn condensed(places: &[String]) -> String {
    let mut by_place: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (place, size) in places.iter().filter_map(|place| place.split_once(" @")) {
        let sizes = by_place.entry(place).or_default();
        if !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    let told: Vec<_> = by_place.iter().map(|(place, sizes)| format!("{place}: {}", sizes.join(" "))).collect();
    told.join("\n    ")
}

/// Turns the wheel in the page's margin, which scrolls the page itself.
fn wheel(window: &mut Window, room: Rect) {
    window.send(Event::PointerMoved(pos2(room.right() - 16.0, room.center().y)));
    for _ in 0..6 {
        window.send(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -400.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        window.pass_secs(0.05);
    }
    window.send(Event::PointerGone);
}

enum Mark<'a> {
    Text {
        text: &'a str,
        rect: Rect,
        clip: Rect,
        shape: &'a TextShape,
    },
    /// Something that hides what was painted before.
    Cover(Rect),
}

fn collect<'a>(shape: &'a Shape, clip: Rect, painted: &mut Vec<Mark<'a>>) {
    match shape {
        Shape::Text(shape) => {
            let rect = shape.galley.mesh_bounds.translate(shape.pos.to_vec2());
            let text = shape.galley.text();
            // What is scrolled out of sight is looked at when it is in sight.
            let is_seen = rect.is_positive() && rect.y_range().intersection(clip.y_range()).span() > 1.0;
            if is_seen && !text.trim().is_empty() && shape.opacity_factor > 0.0 {
                painted.push(Mark::Text { text, rect, clip, shape });
            }
        }
        Shape::Rect(rect) if rect.fill.a() == 255 => painted.push(Mark::Cover(rect.rect.intersect(clip))),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, painted)),
        _ => {}
    }
}

/// Where lines of two texts lie over each other.
fn common(one: &TextShape, other: &TextShape) -> Option<Rect> {
    let lines = |shape: &TextShape| -> Vec<Rect> {
        let at = shape.pos.to_vec2();
        shape.galley.rows.iter().map(|row| row.visuals.mesh_bounds.translate(row.pos.to_vec2() + at)).collect()
    };
    let others = lines(other);
    lines(one).iter().flat_map(|line| others.iter().map(|other| line.intersect(*other))).find(Rect::is_positive)
}

/// A number away from its unit, or a unit or a single character alone on a line.
fn split(rows: &[PlacedRow]) -> Option<String> {
    let texts: Vec<String> = rows.iter().map(|row| row.row.glyphs.iter().map(|glyph| glyph.chr).collect()).collect();
    for index in 1..rows.len() {
        if rows[index - 1].ends_with_newline {
            continue;
        }
        let (before, line) = (texts[index - 1].trim_end(), texts[index].trim());
        let is_word = |c: char| c.is_alphabetic();
        let first: String = line.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
        let begins_with_unit =
            line.starts_with(|c: char| UNITS.contains(c)) || WORDS.contains(&first.to_lowercase().as_str());
        if begins_with_unit && before.ends_with(|c: char| c.is_ascii_digit()) {
            return Some(format!("parts a number from its unit “{line}”"));
        }
        let is_cjk = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
        let is_short = line.chars().count() <= 3 && line.chars().filter(|c| is_word(*c)).count() <= 1;
        if is_short && line.chars().all(|c| is_cjk(c) || !c.is_alphanumeric()) {
            return Some(format!("leaves “{line}” alone on a line"));
        }
    }
    None
}

/// Where text is typed: it may be longer than its field.
fn fields(window: &mut Window) -> Vec<Rect> {
    let roles = [Role::TextInput, Role::PasswordInput, Role::MultilineTextInput];
    let nodes = window.harness().query_all_by_label_contains("");
    nodes.filter(|node| roles.contains(&node.accesskit_node().role())).filter_map(|node| place(&node)).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "places in a window")]
fn place(node: &Node<'_>) -> Option<Rect> {
    let bounds = node.accesskit_node().bounding_box()?;
    let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
    Some(Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1)))
}

fn reached(window: &mut Window) -> Vec<(Role, String, Rect)> {
    let nodes = window.harness().query_all_by_label_contains("");
    nodes
        .filter_map(|node| {
            let (role, rect) = (node.accesskit_node().role(), place(&node)?);
            let label = node.accesskit_node().label()?;
            let is_real = rect.is_finite() && rect.min != Pos2::ZERO && rect.is_positive();
            (REACHED.contains(&role) && is_real).then_some((role, label, rect))
        })
        .collect()
}
