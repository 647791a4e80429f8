module todoku

go 1.26
