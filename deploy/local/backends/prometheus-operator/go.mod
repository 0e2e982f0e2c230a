// Needed only for the schemas of its objects; none of it is built.
module cortex.local/backends/prometheus-operator

go 1.26.0

require github.com/prometheus-operator/prometheus-operator v0.85.0
