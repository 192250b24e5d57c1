// A classic script in the head of each page. If 长者模式 was chosen on this machine, every address opens in it.
{
  const { pathname, search, hash } = location;
  let elder = false;
  try {
    elder = localStorage.getItem('sunshine.mode') === 'elder';
  } catch {
    // Storage is switched off in this browser: the address alone says the mode.
  }
  if (elder && pathname !== '/elder' && !pathname.startsWith('/elder/'))
    location.replace(`/elder${pathname === '/' ? '' : pathname}${search}${hash}`);
}
