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
					"100000\n\n"
					"  --demo       đơn vị, tài khoản, vụ việc và tin, bài "
					"minh họa\n"
					"  --items N    thêm N tin, bài đã đăng để thử tải và tìm "
					"kiếm\n",
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
				.summary = "tính hạn của một nghĩa vụ và lý do của từng ngày",
				.help = "Ví dụ:\n"
					"  congtin deadline --rule 6a --from \"2026-08-20T09:15\"\n"
					"  congtin deadline --rule 7 --from \"2026-08-20T23:30\" "
					"--json\n\n"
					"  --rule MÃ    nghĩa vụ của quy định, ví dụ 4a, 6a, 7, "
					"10c\n"
					"  --from LÚC   thời điểm bắt đầu tính: ngày, hoặc ngày và "
					"giờ\n",
				.run = cmd_deadline,
		},
		{
				.name = "audit verify",
				.summary = "kiểm tra chuỗi nhật ký; nêu dòng hỏng đầu tiên",
				.help = "Ví dụ:\n  congtin audit verify\n  congtin audit verify "
					"--json\n",
				.run = cmd_audit_verify,
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
				.name = "backup",
				.summary = "sao lưu kho SQLite trong khi đang phục vụ",
				.help = "Ví dụ:\n"
					"  congtin backup sao-luu.db\n"
					"  congtin backup --store var/congtin.db "
					"/mnt/sao-luu/congtin-2026-11-24.db\n\n"
					"Bản sao nhất quán và có dấu niêm phong. Tệp đính kèm nằm "
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
