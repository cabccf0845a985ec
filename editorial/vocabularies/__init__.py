"""Dated lists kept by the province: fields, genres, document types, issuers."""
