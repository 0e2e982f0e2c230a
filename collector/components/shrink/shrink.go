// Package shrink gives back the room of what a map no longer holds: Go's maps keep that of the most that they ever held.
package shrink

import "maps"

// Sweep deletes what is over and returns the map, or a copy of its own size where it had room for twice as many. The room is for Sweep to
// know: how many entries the map has had since it was made.
func Sweep[K comparable, V any](swept map[K]V, room *int, isOver func(K, V) bool) map[K]V {
	*room = max(*room, len(swept))
	maps.DeleteFunc(swept, isOver)
	if len(swept) > *room/2 {
		return swept
	}
	*room = len(swept)
	small := make(map[K]V, len(swept))
	maps.Copy(small, swept)
	return small
}
