-- 年产值 of a firm in a year, in fen: a figure that policies may ask for.
ALTER TABLE account ADD COLUMN output_value INTEGER;
