//! Where the window stands after its start: maximised by the window manager, or filling its monitor where there is none.

use std::time::Duration;

use egui::{Context, Pos2, Vec2, ViewportCommand, ViewportInfo};

/// How long a window manager may take to answer the wish to be maximised, seconds.
const PATIENCE_SECS: f64 = 1.2;

/// Looks after the place of a new window until it has one.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// `egui`'s time at the first look, seconds.
    since: Option<f64>,
    is_settled: bool,
}

impl Place {
    /// Looks whether the wish was granted; helps where nobody did. Once a frame, until it is settled.
    pub(super) fn keep(&mut self, ctx: &Context) {
        if self.is_settled {
            return;
        }
        let (now, window) = ctx.input(|input| (input.time, input.viewport().clone()));
        if window.maximized == Some(true) || window.fullscreen == Some(true) {
            self.is_settled = true;
            return;
        }
        let since = *self.since.get_or_insert(now);
        if now - since < PATIENCE_SECS {
            // The wish of the start came before the window was shown, and window managers of X11 know no hidden windows.
            if now > since {
                ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
            }
            ctx.request_repaint_after(Duration::from_millis(100));
            return;
        }
        self.is_settled = true;
        if let Some(size) = fitting(&window) {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
        }
    }
}

/// The size, in points, of a window that nobody maximised: all of its monitor where there is no frame around it and so no
/// window manager; otherwise as much of it as the frame leaves, if it was larger. Nothing if it may stay as it is.
fn fitting(window: &ViewportInfo) -> Option<Vec2> {
    let monitor = window.monitor_size.filter(|size| size.min_elem() > 1.0)?;
    let (inner, outer) = (window.inner_rect?.size(), window.outer_rect?.size());
    let frame = (outer - inner).max(Vec2::ZERO);
    let wanted = if frame == Vec2::ZERO { monitor } else { inner.min(monitor - frame) };
    ((wanted - inner).abs().max_elem() > 0.5).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use egui::{Rect, vec2};

    use super::*;

    #[test]
    fn without_a_window_manager_the_window_fills_its_monitor_and_with_one_it_fits_into_it() {
        let (hd, small, wide) = (vec2(1366.0, 768.0), vec2(1024.0, 640.0), vec2(1920.0, 1080.0));
        let frame = vec2(10.0, 30.0);
        let cases = [
            ("no manager, larger monitor", hd, hd, wide, Some(wide)),
            ("no manager, smaller monitor", hd, hd, small, Some(small)),
            ("no manager, the very monitor", hd, hd, hd, None),
            ("a frame that sticks out", small, small + frame, small, Some(small - frame)),
            ("a frame with room", hd, hd + frame, wide, None),
            ("a monitor nobody knows", hd, hd, Vec2::ZERO, None),
        ];
        for (name, inner, outer, monitor, expected) in cases {
            let rect = |size| Some(Rect::from_min_size(Pos2::ZERO, size));
            let window = ViewportInfo {
                inner_rect: rect(inner),
                outer_rect: rect(outer),
                monitor_size: Some(monitor),
                ..ViewportInfo::default()
            };
            assert_eq!(fitting(&window), expected, "{name}");
        }
    }
}
