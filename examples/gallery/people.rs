//! The sign-in and the holder window, as in the mockups.

use egui::{self, Key, Ui};
use pindesk::{
    desk::PadStage,
    domain::pin::{Action, Pin, PinKind, policy::Rule},
    t,
    ui::{
        holder_window::{Goodbye, HolderChoice, HolderEvent, HolderWindow, IdlePage, Message, farewell},
        i18n,
        theme::{Tokens, text},
        widgets::*,
    },
};

use super::{Gallery, Holder, both};

impl Gallery {
    pub fn sign_in(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        egui::CentralPanel::default().frame(egui::Frame::new().fill(tokens.canvas)).show(ui, |ui| {
            let width = 420.0;
            ui.add_space(((ui.available_height() - 430.0) / 2.0).max(16.0));
            ui.horizontal(|ui| {
                ui.add_space((ui.available_width() - width) / 2.0);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    card(ui, |ui| {
                        egui::Frame::new().inner_margin(20).show(ui, |ui| self.sign_in_form(ui));
                    });
                });
            });
        });
    }

    fn sign_in_form(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            logo(ui, 40.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                title(ui, &t!("app-name"));
                ui.label(text::muted(t!("rail-seat", seat = "03")));
            });
        });
        ui.add_space(16.0);
        Field::new(both("工号", "Staff number"), &mut self.staff).hint("clerk01").show(ui);
        ui.add_space(4.0);
        let id = egui::Id::unique("gallery-password");
        if self.frames == 2 {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if self.frames == 3 {
            ui.input_mut(|input| input.events.push(egui::Event::Text("1234567890".to_owned())));
        }
        let error = both(
            "工号或登录密码错误。再错 3 次，将锁定 15 分钟。",
            "Staff number or password is wrong. 3 more and it locks for 15 minutes.",
        );
        SecretField::new(both("登录密码", "Password"), &mut self.password).id(id).error(Some(error)).show(ui);
        ui.add_space(8.0);
        Button::primary(both("登录", "Sign in")).key(Key::Enter).action().full_width().show(ui);
    }

    /// The holder's own screens, as the product draws them.
    pub fn holder(&mut self, ui: &mut Ui) {
        let (page, is_large) = self.holder;
        let now = ui.input(|input| input.time);
        match page {
            Holder::Idle => IdlePage {
                office: both("青石市社会保险服务中心", "Qingshi social security service"),
                seat: "03".to_owned(),
                is_served: true,
                language: i18n::current(),
            }
            .draw(ui, now),
            Holder::Done => farewell(ui, Goodbye::Done, is_large),
            _ => {
                let pad = self.pad.get_or_insert_with(|| pad(page, is_large, now));
                if let Some(HolderEvent::Offer) = pad.ui(ui, None, now) {
                    offer(pad, now);
                }
            }
        }
    }
}

fn pad(page: Holder, is_large: bool, now: f64) -> HolderWindow {
    let stage = if page == Holder::Current { PadStage::Current } else { PadStage::New };
    let mut pad = HolderWindow::new(PinKind::Electronic, Action::Reset, stage, true, now)
        .choosing(HolderChoice { language: None, is_large })
        .with_tries_left(Some(3));
    let mut keys = egui::InputState::default();
    keys.events = "617".chars().map(|digit| egui::Event::Text(digit.to_string())).collect();
    let refused = Message::Refused { rule: Rule::Run, left: 3 };
    match page {
        Holder::Refused | Holder::Offer => {
            pad.ask(PadStage::New, Some(refused), now);
            pad.allow_offers();
        }
        Holder::Again => pad.ask(PadStage::Again, None, now),
        _ => {}
    }
    if page == Holder::Offer {
        offer(&mut pad, now);
        return pad;
    }
    let _ = pad.take_keys(&mut keys, now);
    if page == Holder::Stop {
        let _ = pad.leave();
    }
    pad
}

fn offer(pad: &mut HolderWindow, now: f64) {
    if let Some(pins) = made_up() {
        pad.offer(pins, now);
    }
}

fn made_up() -> Option<[Pin; 3]> {
    let pins = ["708253", "594016", "316847"].map(|digits| Pin::from_digits(digits.as_bytes()));
    let [Some(first), Some(second), Some(third)] = pins else { return None };
    Some([first, second, third])
}
