#include "cli/commands.h"

const struct command commands[] = {
		{
				.name = "serve",
				.summary = "phục vụ cổng và bàn làm việc qua HTTP",
				.help = "Ví dụ:\n"
					"  congtin serve\n"
					"  congtin serve --store var/congtin.db --listen "
					"127.0.0.1:8080\n"
					"  congtin serve --listen unix:/run/congtin/congtin.sock "
					"--site-url https://cong.example.vn\n\n"
					"In một dòng khi đã sẵn sàng. SIGTERM: trả lời hết những "
					"gì đã nhận rồi dừng.\n",
		},
		{
				.name = "init",
				.summary = "tạo kho dữ liệu mới, có thể kèm dữ liệu minh họa",
				.help = "Ví dụ:\n"
					"  congtin init --store var/congtin.db --demo\n"
					"  congtin init --store postgresql://congtin@host/congtin\n"
					"  congtin init --store thu-tai.db --demo --items "
					"100000 --duties 1000000 --audit 5000000\n\n"
					"  --demo       đơn vị, tài khoản, vụ việc và tin, bài "
					"minh họa\n"
					"  --items N    thêm N tin, bài đã đăng để thử tải và tìm "
					"kiếm\n"
					"  --duties N   thêm ba năm vụ việc với N nghĩa vụ, "
					"cùng sự kiện, câu hỏi\n"
					"  --open N     trong đó N nghĩa vụ chưa thực hiện (mặc "
					"định: 1/50)\n"
					"  --audit N    nhật ký có ít nhất N dòng\n",
				.run = cmd_init,
		},
		{
				.name = "user list",
				.summary = "liệt kê tài khoản",
				.help = "Ví dụ:\n  congtin user list\n  congtin user list --json\n",
				.run = cmd_user_list,
		},
		{
				.name = "user add",
				.summary = "thêm tài khoản; in mật khẩu tạm, phải đổi khi đăng "
					   "nhập lần đầu",
				.help = "Ví dụ:\n"
					"  congtin user add canbo.moi --name \"Nguyễn Văn Mẫu\" "
					"--unit CSHS --roles officer\n"
					"  congtin user add bientap3 --name \"Trần Thị Mẫu\" "
					"--unit CTTDT "
					"--roles editor,reporter --email "
					"bientap3@congtin.example\n\n"
					"Vai trò: officer unit_leader coordinator reporter editor "
					"publisher\n"
					"         ministry_leader auditor administrator\n",
				.run = cmd_user_add,
		},
		{
				.name = "user password",
				.summary = "cấp lại mật khẩu tạm và kết thúc mọi phiên của tài "
					   "khoản",
				.help = "Ví dụ:\n  congtin user password canbo.cshs\n",
				.run = cmd_user_password,
		},
		{
				.name = "user token",
				.summary = "in một khóa truy cập cá nhân cho phần mềm",
				.help = "Ví dụ:\n"
					"  congtin user token canbo.cshs\n"
					"  congtin user token bientap --days 7 --name \"đồng bộ "
					"văn bản\"\n"
					"  curl -H \"Authorization: Bearer $(congtin user token "
					"canbo.cshs)\" "
					"-H \"Accept: application/json\" "
					"http://127.0.0.1:8080/desk\n\n"
					"  --days N     số ngày hiệu lực (mặc định 30)\n"
					"  --name TÊN   để biết khóa dùng vào việc gì\n",
				.run = cmd_user_token,
		},
		{
				.name = "user lock",
				.summary = "khóa tài khoản",
				.help = "Ví dụ:\n  congtin user lock canbo.cshs\n",
				.run = cmd_user_lock,
		},
		{
				.name = "user unlock",
				.summary = "mở lại tài khoản",
				.help = "Ví dụ:\n  congtin user unlock canbo.cshs\n",
				.run = cmd_user_unlock,
		},
		{
				.name = "user roles",
				.summary = "đặt vai trò của tài khoản",
				.help = "Ví dụ:\n  congtin user roles bientap2 editor,reporter\n",
				.run = cmd_user_roles,
		},
		{
				.name = "unit list",
				.summary = "liệt kê đơn vị",
				.help = "Ví dụ:\n  congtin unit list\n  congtin unit list --json\n",
				.run = cmd_unit_list,
		},
		{
				.name = "unit add",
				.summary = "thêm đơn vị",
				.help = "Ví dụ:\n"
					"  congtin unit add C99 --name \"Cục Minh họa\" --kind "
					"department --parent BCA\n",
				.run = cmd_unit_add,
		},
		{
				.name = "deadline",
				.summary = "tính hạn và lý do của từng ngày; cả loạt dòng với "
					   "--batch",
				.help = "Ví dụ:\n"
					"  congtin deadline --rule 6a --from 2026-08-20T09:15\n"
					"  congtin deadline --working-days 5 --from 2026-11-20\n"
					"  congtin deadline --calendar-days 60 --from 2026-03-02 "
					"--json\n"
					"  congtin deadline --working-minutes 240 --from "
					"\"2026-08-20 16:00\" --office-hours "
					"08:00-12:00,13:30-24:00\n"
					"  congtin deadline --batch < muc-can-tinh.csv > han.csv\n"
					"\n"
					"Một trong các thời hạn:\n"
					"  --rule MÃ             theo nghĩa vụ của quy định, ví dụ "
					"4a, 6a, 7, 10c\n"
					"  --working-days N      N ngày làm việc\n"
					"  --calendar-days N     N ngày; ngày cuối là ngày nghỉ "
					"thì chuyển tiếp\n"
					"  --hours N             N giờ, kể cả đêm và ngày nghỉ\n"
					"  --working-minutes N   N phút trong giờ làm việc (chỉ "
					"cho mục tiêu nội bộ)\n"
					"\n"
					"  --from LÚC            ngày, hoặc ngày và giờ, có thể "
					"kèm +07:00; ngày của\n"
					"                        mốc không tính\n"
					"  --calendar TỆP        lịch nghỉ dạng CSV: "
					"date,kind,name,source[,status]\n"
					"  --weekend NGÀY        ngày nghỉ hằng tuần: sat,sun (mặc "
					"định), none…; khác\n"
					"                        sat,sun thì lịch có sẵn chỉ áp "
					"dụng ngày nghỉ lễ, tết\n"
					"  --office-hours GIỜ    mặc định 08:00-12:00,13:30-17:30; "
					"được kết thúc lúc 24:00\n"
					"  --utc-offset LỆCH     giờ địa phương, mặc định +07:00\n"
					"  --json                kết quả cho phần mềm\n"
					"\n"
					"--batch đọc đầu vào chuẩn, mỗi dòng limit,amount,from "
					"(không có dòng tên cột;\n"
					"limit là working_days, calendar_days, hours hoặc "
					"working_minutes; nhận cả dấu\n"
					"chấm phẩy, BOM và CRLF) và in theo đúng thứ tự "
					"limit,amount,from,last_day,\n"
					"due_before: ba cột đầu như đã nhận, due_before là thời "
					"điểm đầu tiên bị trễ theo\n"
					"giờ địa phương, last_day để trống với giờ và phút. Gặp "
					"dòng sai thì nêu dòng, cột\n"
					"và lý do rồi dừng với mã 2: các dòng trước đó đã được in, "
					"dòng sai và các dòng\n"
					"sau không được in.\n",
				.run = cmd_deadline,
		},
		{
				.name = "deadline verify",
				.summary = "tính lại mọi hạn trong kho; nêu từng chỗ không khớp",
				.help = "Ví dụ:\n"
					"  congtin deadline verify\n"
					"  congtin deadline verify --store postgresql:///congtin "
					"--json\n"
					"\n"
					"Mỗi nghĩa vụ, kể cả đã thực hiện, được tính lại từ quy "
					"định, mốc, các việc đã ghi và\n"
					"bản lịch của nó, rồi đối chiếu với kho. Có chỗ không "
					"khớp thì mã thoát là 1. Chỉ đọc;\n"
					"chạy được trong khi đang phục vụ.\n",
				.run = cmd_deadline_verify,
		},
		{
				.name = "calendar",
				.summary = "ngày nghỉ và ngày làm bù của một năm, căn cứ và tình "
					   "trạng công bố",
				.help = "Ví dụ:\n"
					"  congtin calendar 2026\n"
					"  congtin calendar 2030 --json\n"
					"  congtin calendar 2026 --calendar lich-don-vi.csv\n"
					"\n"
					"Năm từ 1900 đến 2199. Năm chưa công bố được tính từ luật "
					"và âm lịch, và nói rõ là\n"
					"đề xuất.\n"
					"\n"
					"  --calendar TỆP   lịch nghỉ dạng CSV: "
					"date,kind,name,source[,status]\n"
					"  --weekend NGÀY   ngày nghỉ hằng tuần: sat,sun (mặc "
					"định), none…\n",
				.run = cmd_calendar,
		},
		{
				.name = "calendar import",
				.summary = "nhận tệp lịch CSV hoặc iCalendar vào bản nháp của một "
					   "lịch",
				.help = "Ví dụ:\n"
					"  congtin calendar import lich-2027.csv\n"
					"  congtin calendar import lich-truc.ics --code truc-ban\n"
					"\n"
					"Các năm mà tệp có nêu ngày nghỉ lễ được thay bằng nội "
					"dung của tệp; năm khác giữ\n"
					"nguyên. Chưa có bản nháp thì mở một bản. Tệp có lỗi thì "
					"nêu dòng, cột, lý do, thoát với\n"
					"mã 2 và không đổi gì.\n"
					"\n"
					"  --code MÃ   lịch nào (mặc định vn: lịch chung)\n",
				.run = cmd_calendar_import,
		},
		{
				.name = "calendar export",
				.summary = "in một bản lịch trong kho, dạng CSV hoặc iCalendar",
				.help = "Ví dụ:\n"
					"  congtin calendar export > lich.csv\n"
					"  congtin calendar export --format ics --version 2 > "
					"lich.ics\n"
					"\n"
					"  --code MÃ      lịch nào (mặc định vn: lịch chung)\n"
					"  --version N    bản số N (mặc định bản đang áp dụng)\n"
					"  --draft        bản nháp\n"
					"  --format KIỂU  csv (mặc định) hoặc ics\n",
				.run = cmd_calendar_export,
		},
		{
				.name = "calendar apply",
				.summary = "áp dụng bản nháp của một lịch và tính lại mọi hạn đang "
					   "mở",
				.help = "Ví dụ:\n"
					"  congtin calendar apply --dry-run\n"
					"  congtin calendar apply --note \"Nghỉ Tết 2027\" "
					"--source \"Thông báo 123/TB-BNV\"\n"
					"\n"
					"Một giao dịch: bản mới có hiệu lực, hạn của mọi nghĩa vụ "
					"đang mở được tính lại, mỗi hạn\n"
					"thay đổi có một dòng nhật ký, người liên quan nhận thông "
					"báo. Nghĩa vụ đã thực hiện giữ\n"
					"bản lịch của nó.\n"
					"\n"
					"  --dry-run      chỉ xem hạn nào thay đổi; không đổi gì\n"
					"  --note LÝ DO   bắt buộc khi áp dụng\n"
					"  --source VĂN BẢN  căn cứ, bắt buộc khi áp dụng\n"
					"  --code MÃ      lịch nào (mặc định vn: lịch chung)\n",
				.run = cmd_calendar_apply,
		},
		{
				.name = "lunar",
				.summary = "ngày mùng 1 Tết và Giỗ Tổ Hùng Vương tính theo âm lịch "
					   "Việt Nam",
				.help = "Ví dụ:\n"
					"  congtin lunar 2027\n"
					"  congtin lunar 1900 2199 > am-lich.csv\n"
					"\n"
					"In CSV: year,tet,hung_kings. Năm từ 1900 đến 2199. Đây là "
					"kết quả tính thiên văn\n"
					"(giờ Việt Nam), không phải thông báo nghỉ.\n",
				.run = cmd_lunar,
				.is_plain = true,
		},
		{
				.name = "regulation check",
				.summary = "kiểm tra tệp quy định; nêu tệp, dòng và lý do của từng "
					   "lỗi",
				.help = "Ví dụ:\n"
					"  congtin regulation check regulations/tt-80-2020.conf\n"
					"  congtin regulation check regulations/*.conf --json\n"
					"\n"
					"Nhiều tệp thì còn được đối chiếu với nhau: số hiệu trùng, "
					"thời gian hiệu lực chồng\n"
					"lên nhau. Có lỗi thì mã thoát là 2.\n",
				.run = cmd_regulation_check,
				.is_plain = true,
		},
		{
				.name = "audit verify",
				.summary = "kiểm tra chuỗi nhật ký và các mốc đã ký; nêu chỗ hỏng "
					   "đầu tiên",
				.help = "Ví dụ:\n  congtin audit verify\n  congtin audit verify "
					"--json\n\n"
					"Đọc checkpoints.jsonl trong thư mục files nếu có: nhật ký "
					"bị "
					"cắt đuôi hoặc bị viết\n"
					"lại, và mốc giả, đều được nêu kèm lúc ký.\n",
				.run = cmd_audit_verify,
		},
		{
				.name = "audit checkpoint",
				.summary = "ký một mốc ở cuối nhật ký ngay bây giờ",
				.help = "Ví dụ:\n  congtin audit checkpoint\n\n"
					"Khi phục vụ, hệ thống tự ký mỗi giờ nếu nhật ký dài thêm. "
					"Mốc "
					"nằm ở tệp\n"
					"checkpoints.jsonl trong thư mục files, ngoài kho dữ liệu: "
					"hãy "
					"sao chép ra máy khác.\n",
				.run = cmd_audit_checkpoint,
		},
		{
				.name = "audit list",
				.summary = "xem nhật ký, mới nhất trước",
				.help = "Ví dụ:\n"
					"  congtin audit list --limit 20\n"
					"  congtin audit list --login canbo.cshs --action "
					"item.save --json\n\n"
					"  --limit N    số dòng, từ 1 đến 1000 (mặc định 50)\n"
					"  --before N   chỉ các dòng trước dòng số N\n"
					"  --login TÊN  chỉ của một tài khoản\n"
					"  --action TÊN chỉ một loại việc, ví dụ item.send\n",
				.run = cmd_audit_list,
		},
		{
				.name = "receipt verify",
				.summary = "kiểm tra giấy xác nhận hoặc gói văn bản, không cần mạng",
				.help = "Ví dụ:\n"
					"  congtin receipt verify giay-xac-nhan.json\n"
					"  congtin receipt verify goi-van-ban-12.json phu-luc.pdf\n"
					"  congtin receipt verify giay.json --key "
					"congtin-key.json\n"
					"  congtin receipt verify giay.json --store var/congtin.db "
					"--json\n\n"
					"  --key TỆP|CHUỖI  khóa công khai đã công bố: tệp "
					"/.well-known/congtin-key.json,\n"
					"                   hoặc chuỗi base64; không có thì dùng "
					"khóa "
					"ghi trong giấy\n"
					"  --store TỆP|URL  đối chiếu với khóa (kể cả khóa đã "
					"ngừng "
					"dùng) và giấy lưu trong kho\n\n"
					"Mã thoát: 0 hợp lệ; 1 không hợp lệ, kèm lý do; 2 tệp "
					"không "
					"đọc được.\n",
				.run = cmd_receipt_verify,
				.is_plain = true,
		},
		{
				.name = "receipt key",
				.summary = "in khóa công khai và vân tay của khóa ký giấy xác nhận",
				.help = "Ví dụ:\n"
					"  congtin receipt key\n"
					"  congtin receipt key --json\n"
					"  congtin receipt key --renew\n\n"
					"  --renew    tạo khóa mới; khóa đang dùng ngừng ký, giấy "
					"đã ký "
					"vẫn hợp lệ\n\n"
					"Khóa bí mật là tệp trong files/keys, không nằm trong kho "
					"dữ "
					"liệu: hãy sao chép riêng.\n",
				.run = cmd_receipt_key,
		},
		{
				.name = "backup",
				.summary = "sao lưu kho SQLite trong khi đang phục vụ",
				.help = "Ví dụ:\n"
					"  congtin backup sao-luu.db\n"
					"  congtin backup --store var/congtin.db "
					"/mnt/sao-luu/congtin-2026-11-24.db\n\n"
					"Bản sao nhất quán và có dấu niêm phong. Tệp đính kèm, "
					"khóa ký và mốc nhật ký nằm\n"
					"ở thư mục files: sao chép riêng.\n",
				.run = cmd_backup,
		},
		{
				.name = "restore",
				.summary = "phục hồi kho SQLite từ bản sao; từ chối bản đã hỏng",
				.help = "Ví dụ:\n  congtin restore sao-luu.db --store "
					"var/congtin.db\n\n"
					"Không ghi đè kho đang có.\n",
				.run = cmd_restore,
		},
		{
				.name = "mail",
				.summary = "thư đang chờ, không gửi được, đã gửi",
				.help = "Ví dụ:\n  congtin mail\n  congtin mail --json\n",
				.run = cmd_mail,
		},
		{
				.name = "mail hold",
				.summary = "giữ lại mọi thư",
				.help = "Ví dụ:\n  congtin mail hold\n\n"
					"Dùng ngay sau khi phục hồi kho PostgreSQL bằng "
					"pg_restore; congtin restore tự làm việc này.\n",
				.run = cmd_mail_hold,
		},
		{
				.name = "mail release",
				.summary = "cho gửi thư trở lại",
				.help = "Ví dụ:\n"
					"  congtin mail release --drop\n"
					"  congtin mail release\n\n"
					"  --drop   bỏ thư đang chờ: có thể đã gửi trước khi sao "
					"lưu\n",
				.run = cmd_mail_release,
		},
		{
				.name = "doctor",
				.summary = "khám máy: kho, nhật ký, lịch, đĩa, giới hạn, kiểm tra "
					   "tệp",
				.help = "Ví dụ:\n  congtin doctor\n  congtin doctor --json\n",
				.run = cmd_doctor,
		},
		{
				.name = "config check",
				.summary = "kiểm tra tệp cấu hình, quy định và lịch",
				.help = "Ví dụ:\n  congtin config check\n  congtin config check "
					"congtin.conf\n",
				.run = cmd_config_check,
		},
		{
				.name = "version",
				.summary = "in phiên bản",
				.help = "Ví dụ:\n  congtin version\n  congtin version --json\n",
				.run = cmd_version,
				.is_plain = true,
		},
		{0},
};
