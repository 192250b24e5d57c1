// Libraries check less and are faster then; Jest would say `test`.
process.env.NODE_ENV = 'production';
