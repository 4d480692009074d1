#include "cli/commands.h"

const struct command commands[] = {
	{
		.name = "serve",
		.summary = "phục vụ cổng và bàn làm việc qua HTTP",
		.help = "Ví dụ:\n"
			"  congtin serve\n"
			"  congtin serve --store var/congtin.db --listen 127.0.0.1:8080\n"
			"  congtin serve --listen unix:/run/congtin/congtin.sock "
			"--site-url https://cong.example.vn\n\n"
			"In một dòng khi đã sẵn sàng. SIGTERM: trả lời hết những gì đã nhận rồi dừng.\n",
	},
	{
		.name = "init",
		.summary = "tạo kho dữ liệu mới, có thể kèm dữ liệu minh họa",
		.help = "Ví dụ:\n"
			"  congtin init --store var/congtin.db --demo\n"
			"  congtin init --store postgresql://congtin@host/congtin\n"
			"  congtin init --store thu-tai.db --demo --items 100000\n\n"
			"  --demo       đơn vị, tài khoản, vụ việc và tin, bài minh họa\n"
			"  --items N    thêm N tin, bài đã đăng để thử tải và tìm kiếm\n",
		.run = cmd_init,
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
