//! The sign-in and the holder window, as in the mockups.

use egui::{self, Key, Ui};
use pindesk::{
    t,
    ui::{
        theme::{Tokens, text},
        widgets::*,
    },
};

use super::{Gallery, both};

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

    pub fn holder(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let right = egui::Panel::right("pad")
            .exact_size(420.0)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::new().fill(tokens.canvas).inner_margin(30));
        right.show(ui, |ui| {
            if let Some(key) = pin_pad(ui, &[7, 2, 9, 0, 4, 6, 1, 8, 3, 5], true) {
                self.filled = match key {
                    PadKey::Digit(_) => (self.filled + 1).min(6),
                    PadKey::Delete => self.filled.saturating_sub(1),
                    PadKey::Clear => 0,
                };
            }
            ui.add_space(12.0);
            let left = 6_usize.saturating_sub(self.filled);
            let missing = (left > 0).then(|| t!("common-still-missing", count = left));
            Button::primary(t!("common-next")).missing(missing).holder().full_width().show(ui);
            Button::secondary(both("不办了", "Cancel")).holder().full_width().show(ui);
        });
        egui::CentralPanel::default()
            .frame(egui::Frame::new().fill(tokens.surface).inner_margin(egui::Margin::symmetric(56, 44)))
            .show(ui, |ui| {
                Pill::info(both("正在重置：电子社保卡密码", "Electronic card PIN · reset")).show(ui);
                ui.add_space(12.0);
                ui.label(text::holder_title(both("请想一个新密码，6 个数字", "Choose a new six-digit PIN")));
                ui.label(
                    text::holder_body(both(
                        "要输两遍，这是第一遍。请用手挡住。",
                        "First of two times. Cover the pad; staff cannot see your PIN.",
                    ))
                    .weak(),
                );
                ui.add_space(20.0);
                pin_boxes(ui, self.filled, 6);
            });
    }
}
