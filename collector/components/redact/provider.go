package redact

import "strings"

// provider describes credentials that are recognized by their prefix.
type provider struct {
	prefix string
	// Minimum number of bytes after the prefix.
	rest int
	// Whether those may include dashes, underscores and dots.
	isOpen bool
	// Index of the byte in the prefix that starts the search.
	sign int
}

// The bytes that start the search for a prefix: they are rare in other texts.
const signs = "_-.KSz"

var (
	lettersAndDigits = map[string]int{"ghp_": 20, "gho_": 20, "ghu_": 20, "ghs_": 20, "ghr_": 20, "sk_live_": 16, "sk_test_": 16, "rk_live_": 16,
		"rk_test_": 16, "npm_": 30, "hf_": 30, "shpat_": 24, "dop_v1_": 32, "lin_api_": 24, "AKIA": 16, "ASIA": 16}
	otherBytesToo = map[string]int{"github_pat_": 20, "whsec_": 16, "sk-": 20, "xoxa-": 10, "xoxb-": 10, "xoxe-": 10, "xoxp-": 10, "xoxr-": 10,
		"xoxs-": 10, "xapp-": 10, "glpat-": 16, "glrt-": 16, "pypi-": 40, "SG.": 30, "ya29.": 20, "hvs.": 20, "hvb.": 20, "AIza": 30}
	// Indexed by that byte.
	providers = bySign()
)

func bySign() (table [256][]provider) {
	for _, isOpen := range []bool{false, true} {
		prefixes := lettersAndDigits
		if isOpen {
			prefixes = otherBytesToo
		}
		for prefix, rest := range prefixes {
			sign := strings.IndexAny(prefix, signs)
			table[prefix[sign]] = append(table[prefix[sign]], provider{prefix, rest, isOpen, sign})
		}
	}
	return table
}
