-- The release before this does not count what uploads hold. Nothing is lost.

drop index photos_on_their_way;
drop trigger photo_pieces_go;
drop trigger photo_pieces_come;
drop table uploads;
