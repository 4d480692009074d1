/* main.c - starts a door; decides nothing. */
#include "base/crypt.h"

int
main(void)
{
	crypt_begin();
	return 0;
}
