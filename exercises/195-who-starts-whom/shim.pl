#!/usr/bin/env perl
# shim NAME COMMAND...: has the runtime start a container, holds it, and keeps how it ended.
use strict;
use warnings;
use POSIX qw(setsid);

my ($name, @command) = @ARGV;
my $state = "$ENV{HOME}/engine/$name";
open(my $file, '<', "$ENV{HOME}/prctl") or die "shim: no number of prctl\n";
my $prctl = 0 + <$file>;

setsid();
# PR_SET_CHILD_SUBREAPER is 36 (prctl(2)): who is orphaned below this process becomes its child.
syscall($prctl, 36, 1, 0, 0, 0) == 0 or die "shim: $!\n";

# The runtime is gone when this returns. Then there is one child left, which it has not started itself.
system("$ENV{HOME}/bin/runtime", $name, @command);
while (wait() > 0) {
	my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	open(my $kept, '>', "$state/exit") or die "shim: $!\n";
	print $kept "$status\n";
	close($kept);
}
