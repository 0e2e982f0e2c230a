// Package shrink frees the memory of entries that a map no longer holds: Go's maps keep the capacity of the most entries that they ever held.
package shrink

import "maps"

// Sweep deletes the entries that are over. It returns the map, or a smaller copy if it had room for twice as many. Sweep keeps the capacity
// in room: how many entries the map has had since it was made.
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
