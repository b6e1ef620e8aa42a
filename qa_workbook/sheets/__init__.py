"""Pages -> layouts (`arrange`), which know everything and draw nothing -> a workbook (`xlsx`)."""
