// A classic script at the head of each page that an address opens. Who chose 长者模式 on this machine comes to it by any address.
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
