module todoku

go 1.26

require golang.org/x/tools v0.30.0 // indirect
