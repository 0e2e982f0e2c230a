package share

import "testing"

func TestASenderMayHaveItsPartOfAllAndAlwaysItsEvenShare(t *testing.T) {
	limits := Limits{Senders: 10, All: 100, PerSender: 30}
	for _, test := range []struct {
		own, all, more int
		has            bool
	}{
		{0, 0, 1, true},
		{29, 29, 1, true},
		{29, 29, 2, false},
		{20, 99, 1, true},
		{20, 100, 1, false},
		{9, 100, 1, true},
		{9, 100, 2, false},
		{10, 100, 1, false},
		{0, 500, 10, true},
	} {
		if has := limits.HasRoom(test.own, test.all, test.more); has != test.has {
			t.Errorf("%+v: %v", test, has)
		}
	}
}
