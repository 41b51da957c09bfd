# Pindesk 界面文字。键名与英文文件一一对应；说人话，不写术语缩写。

## Common

app-name = 社保卡密码服务
common-ok = 知道了
common-cancel = 取消
common-back = 返回
common-next = 下一步
common-save = 保存
common-close = 关闭
common-retry = 重试
common-yes = 是
common-no = 否
common-none = 无
common-all = 全部
common-choose = 请选择
common-optional = 选填
common-working = 正在处理…
common-progress = 已完成 { $percent }%
common-still-missing = 还差 { $count } 项
common-what-next = 怎么办
common-dismiss = 关闭提示
common-date-form = 按“年-月-日”填写，例如 2026-11-22
common-date-wrong = 没有这一天。请按“年-月-日”填写，例如 2026-11-22
common-secret-ime = 密码框不接受输入法文字，请切换到英文输入
common-secret-full = 太长了，最多 { $count } 个字符
common-step = 第 { $number } 步：{ $name }
common-step-done = 第 { $number } 步：{ $name }（已完成）
common-step-now = 第 { $number } 步：{ $name }（当前）
pad-clear = 清空
pad-delete = 删除
pad-name = 密码键盘
pad-entered = 已输入 { $count } 位，共 { $total } 位

## Rail and top bar

rail-name = 主菜单
rail-counter = 窗口
rail-audit = 审计
rail-staff = 人员
rail-settings = 设置
rail-import = 导入
rail-language = English
rail-language-name = 切换到英文（English）
rail-lock = 锁屏
rail-log-whole = 审计日志完整 · { $count } 条
rail-log-checking = 正在校验日志 · { $percent }%
rail-log-damaged = 审计日志有问题
rail-seat = { $seat } 号窗口
rail-person = { $name } · { $role }
rail-demo = 演示数据

## Sign-in

## First run

## Missing office

## Counter: look-up

counter-title = 密码服务窗口

## Counter: identity check

## Counter: act

## Counter: done

## Approval

## Holder window

## Staff

staff-title = 人员

## Settings

settings-title = 设置

## Import

import-title = 导入持卡人

## Audit

audit-title = 审计日志

## Lock

## Damage

## Words: actions

action-look_up = 查询
action-identity_check = 核验证件
action-identity_confirm = 确认仍是本人
action-reveal = 显示号码
action-pin_set = 设置密码
action-pin_change = 修改密码
action-pin_verify = 试密码
action-pin_reset = 重置密码
action-pin_unlock = 解锁密码
action-pin_lock = 密码锁定
action-approval = 主管复核
action-visit_close = 结束办件
action-sign_in = 登录
action-sign_out = 退出
action-screen_lock = 锁屏
action-screen_unlock = 解除锁屏
action-password_change = 修改登录密码
action-staff_create = 新建人员
action-staff_disable = 停用人员
action-staff_enable = 启用人员
action-staff_unlock = 解除账号锁定
action-staff_password_reset = 发放一次性登录密码
action-recovery_code_use = 使用恢复码
action-setting_change = 修改设置
action-register_import = 导入持卡人
action-export = 导出日志
action-verification = 校验日志
action-sign_off = 核查意见
action-start = 启动程序
action-log_start = 新建日志
action-clock_step = 时钟回拨
action-backup = 备份
action-restore = 恢复备份

## Words: outcomes

outcome-done = 成功
outcome-refused = 未通过
outcome-failed = 失败
outcome-abandoned = 未办理

## Words: the rest

role-clerk = 经办
role-supervisor = 主管
role-administrator = 系统管理员
refusal-expired = 证件已过期
refusal-copy = 不是原件（复印件或照片）
refusal-photo_mismatch = 照片与本人不符
refusal-name_mismatch = 姓名或号码与登记不符
refusal-suspected_forgery = 疑似伪造证件
refusal-other = 其他原因
approval-repeat_reset = 同一密码 30 天内再次重置
approval-doubtful_check = 近 30 天核验出现过疑点（照片不符、非原件或疑似伪造）
approval-other_document = 所持证件不是居民身份证
approval-many_unlocks = 同一密码一年内第四次解锁
kind-electronic = 电子社保卡密码
kind-physical = 实体卡社保密码
kind-bank = 银行密码
kind-bank-note = 实体卡上的银行密码归银行管，本窗口办不了，请到发卡银行办理
state-unset = 未设置
state-active = 正常
state-locked = 已锁定
card-0 = 未启用
card-1 = 正常
card-2 = 已挂失
card-3 = 社保应用已锁定
card-4 = 临时挂失
card-9 = 已注销
card-instead-0 = 卡还没有启用。请先在发卡窗口办理启用，再来设置密码
card-instead-1 = 卡片正常，可以办理
card-instead-2 = 卡已正式挂失。请先补办新卡，或到发卡窗口办理解除挂失
card-instead-3 = 卡的社保应用已锁定。实体卡密码只能解锁或重置；电子社保卡密码照常办理
card-instead-4 = 卡在临时挂失期内。找到卡的，先解除挂失；找不到的，办理正式挂失并补卡
card-instead-9 = 卡已注销。请先申领新卡
pin-action-set = 设置
pin-action-change = 修改
pin-action-verify = 试密码
pin-action-reset = 重置
pin-action-unlock = 解锁
pin-action-note-set = 还没有密码，由持卡人在持卡人屏上设置第一个密码
pin-action-note-change = 持卡人记得现在的密码，想换一个新的
pin-action-note-verify = 持卡人输一次试试对不对，密码不变；输错照样计数
pin-action-note-reset = 持卡人忘记了密码，在持卡人屏上重新设置
pin-action-note-unlock = 持卡人记得密码，只是被锁住了；解锁后密码不变

## Errors

## Command line

cli-window-title = 社保卡密码服务 Pindesk
cli-no-home = 找不到本用户的数据和配置文件夹。
cli-no-home-next = 请用--data和--keys指定两个文件夹。
cli-no-window = 无法打开窗口。
cli-no-window-next = 请确认本机有图形桌面；没有窗口也可使用各命令，见pindesk --help。
cli-password-missing = 没有读到密码。
cli-password-missing-next = 请把密码放在标准输入的第一行，或用--password-file指定文件。
cli-export-into-office = 导出文件不能放在数据文件夹或密钥文件夹里。
cli-export-into-office-next = 请换一个位置。
cli-not-a-whole-log = 这个文件不是从第一条开始的完整日志（JSON Lines格式）。
cli-not-a-whole-log-next = 请不带筛选条件重新导出，格式选jsonl。
cli-demo-one-folder = 演示机构需要同时指定两个文件夹。
cli-demo-one-folder-next = 请同时给出--data和--keys，或两个都不给。
cli-demo-making = 正在生成演示机构……
cli-import-done = 已导入{ $lines }行：新增{ $added }人，更新{ $updated }人。
cli-import-refused = 未导入：发现{ $count }处问题，逐条列在{ $report }。
cli-export-done = 已导出{ $count }条到{ $path }。
cli-verify-whole = 日志完整：{ $count }条；校验码{ $code }；公钥指纹{ $fingerprint }。
cli-verify-other-key = 日志由另一把密钥签名，指纹为{ $fingerprint }。
cli-verify-damaged = 日志已损坏：{ $finding }。
cli-verify-damaged-at = 日志已损坏：{ $finding }；第一处在第{ $first }条。
cli-verify-file = 文件前后一致：{ $count }条；校验码{ $code }；尚未用外部校验码确认。
cli-verify-file-confirmed = 文件前后一致，并与所给校验码相符：{ $count }条；校验码{ $code }。
cli-check-sound = 数据与日志一致：{ $holders }名持卡人，{ $visits }件办件，{ $entries }条日志。
cli-check-store = 数据库已损坏：{ $detail }。
cli-check-irregular = 数据与日志有{ $count }处不一致：
